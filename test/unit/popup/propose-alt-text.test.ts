import { describe, expect, it } from "vitest";
import { isModelThere, type OnDeviceModel } from "../../../lib/popup/on-device-model";
import { proposeAltText } from "../../../lib/popup/propose-alt-text";

type Availability = Awaited<ReturnType<OnDeviceModel["availability"]>>;

/** A model that gives an answer, and notes what it is asked. */
function scripted(availability: Availability | Error, answer: string | Error = "Boats") {
  const calls: string[] = [];
  const model: OnDeviceModel = {
    async availability() {
      if (availability instanceof Error) throw availability;
      return availability;
    },
    async create({ expectedOutputs }) {
      calls.push(`create ${expectedOutputs[0]?.languages?.join() ?? ""}`);
      return {
        async prompt([message]) {
          calls.push(`prompt ${message?.content.map(({ type }) => type).join() ?? ""}`);
          if (answer instanceof Error) throw answer;
          return answer;
        },
        destroy: () => calls.push("destroy"),
      };
    },
  };
  return { model, calls };
}

const IMAGE = new Blob(["a picture"]);
const propose = (model: OnDeviceModel) =>
  proposeAltText(model, IMAGE, "de", new AbortController().signal);

describe("the browser's own model", () => {
  it.each([
    ["available", true],
    ["downloadable", false],
    ["downloading", false],
    ["unavailable", false],
    [new TypeError("unknown option"), false],
  ] as const)("that is %s is offered: %s", async (availability, expected) => {
    expect(await isModelThere(scripted(availability).model, "en")).toBe(expected);
  });

  it("is asked about the image, in the person's language, and its session ends", async () => {
    const { model, calls } = scripted("available");
    expect(await propose(model)).toBe("Boats");
    expect(calls).toEqual(["create de", "prompt text,image", "destroy"]);
  });

  it("that has gone since is not fetched again", async () => {
    const { model, calls } = scripted("downloadable");
    expect(await propose(model)).toBe("");
    expect(calls).toEqual([]);
  });

  it("that fails ends its session, too", async () => {
    const { model, calls } = scripted("available", new Error("too hot"));
    await expect(propose(model)).rejects.toThrow("too hot");
    expect(calls.at(-1)).toBe("destroy");
  });

  it.each([
    [`"Three boats\n\nat dusk."`, "Three boats at dusk."],
    ["**Alt text:** Three boats", "Three boats"],
    ["Alternative text: “Boats”", "Boats"],
    ["b".repeat(3000), "b".repeat(1000)],
  ])("answers %j, of which %j is proposed", async (answer, expected) => {
    expect(await propose(scripted("available", answer).model)).toBe(expected);
  });
});
