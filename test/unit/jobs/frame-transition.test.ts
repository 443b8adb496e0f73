import { describe, expect, it } from "vitest";
import { applyToCapturing } from "../../../lib/jobs/capturing-transition";
import { applyToConverting } from "../../../lib/jobs/converting-transition";
import { attachmentIn, IMAGE, SOURCE, VIDEO } from "./example-records";

const frame = { id: "frame", source: { ...SOURCE, frameAtMs: 2000 } };
const film = { type: VIDEO.mediaType, totalBytes: VIDEO.totalBytes };
const wanted = {
  state: "converting",
  conversion: { kind: "frame", source: film, videoId: "frame", atMs: 2000 },
};
const original = { source: film, media: VIDEO };

describe("a frame whose video was fetched once more", () => {
  it.each([
    ["that X takes", { type: "captured", media: VIDEO }],
    [
      "that would be converted",
      {
        type: "conversion-needed",
        conversion: { kind: "video", source: film, trimToMs: null },
      },
    ],
    ["that is too long", { type: "clip-proposed", filmMs: 9000, longestMs: 5000, original }],
  ] as const)("is made of a video %s", (_what, event) => {
    expect(applyToCapturing(attachmentIn("capturing", frame), event)).toMatchObject(wanted);
  });

  it("is made of a stream once its pieces are joined, by the time of the part that was fetched", () => {
    const window = { startMs: 1500, endMs: 4000, filmMs: 9000, longestMs: 5000 };
    const joining = attachmentIn("converting", {
      ...frame,
      conversion: { kind: "stream", source: film, runs: [], window },
    });
    const joined = { type: "converted", media: VIDEO, thumbnail: null } as const;
    expect(applyToConverting(joining, joined)).toMatchObject({
      ...wanted,
      conversion: { ...wanted.conversion, atMs: 500 },
    });
  });

  it("goes to X once it is made, and is no frame where a picture came", () => {
    const making = attachmentIn("converting", {
      ...frame,
      conversion: { kind: "frame", source: film, videoId: "frame", atMs: 2000 },
    });
    const made = { type: "converted", media: IMAGE, thumbnail: null } as const;
    expect(applyToConverting(making, made)).toMatchObject({ state: "uploading", media: IMAGE });
    const came = { type: "captured", media: IMAGE } as const;
    expect(applyToCapturing(attachmentIn("capturing", frame), came)).toMatchObject({
      state: "uploading",
    });
  });
});
