import { describe, expect, it } from "vitest";
import { judgeAddition } from "../../../lib/popup/judge-addition";
import { attachmentIn, SOURCE } from "../jobs/example-records";

const NOW_MS = 100_000;
const at = (id: string, agoMs: number, source: object = {}) =>
  attachmentIn("ready", {
    id,
    createdAtMs: NOW_MS - agoMs,
    source: { ...SOURCE, url: `https://a.test/${id}`, ...source },
  });

describe("what was added last to a draft", () => {
  it("is news while it is recent, and only beside what was there before", () => {
    expect(judgeAddition([at("a", 60_000), at("b", 100)], NOW_MS)).toEqual({
      kind: "plain",
      attachmentIds: ["b"],
    });
    expect(judgeAddition([at("a", 60_000), at("b", 20_000)], NOW_MS)).toBeNull();
    expect(judgeAddition([at("b", 100)], NOW_MS)).toBeNull();
    expect(judgeAddition([], NOW_MS)).toBeNull();
  });

  it("may be several, which came in one go", () => {
    const all = [at("c", 100), at("a", 60_000), at("b", 300)];
    expect(judgeAddition(all, NOW_MS)?.attachmentIds).toEqual(["b", "c"]);
  });

  it("is told where the draft has the same already", () => {
    const all = [at("a", 60_000), at("b", 100, { url: "https://a.test/a" })];
    expect(judgeAddition(all, NOW_MS)?.kind).toBe("same");
    const drawn = [at("a", 60_000, { url: "" }), at("b", 100, { url: "" })];
    expect(judgeAddition(drawn, NOW_MS)?.kind).toBe("plain");
  });

  it("is told where it is from another page than what was there", () => {
    const elsewhere = at("b", 100, { pageUrl: "https://other.test/" });
    expect(judgeAddition([at("a", 60_000), elsewhere], NOW_MS)?.kind).toBe("other-page");
    const ownFile = at("b", 100, { pageUrl: "" });
    expect(judgeAddition([at("a", 60_000), ownFile], NOW_MS)?.kind).toBe("plain");
  });
});
