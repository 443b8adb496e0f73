import { describe, expect, it } from "vitest";
import { judgeRange, rangeHeaders } from "../../../../lib/capture/site/file-range";

const RANGE = { startByte: 100, endByte: 200 };
const VERSION = { validator: '"v1"', totalBytes: 1000 };
const TAGGED = { etag: '"v1"', "content-range": "bytes 100-199/1000" };
const SERVED = "Sat, 28 Nov 2026 10:00:00 GMT";

const judge = (
  headers: Record<string, string>,
  version: typeof VERSION | null = null,
  httpStatus = 206,
  range = RANGE,
) => judgeRange({ httpStatus, headers: new Headers(headers) }, range, version);

describe("the request for a range", () => {
  it("asks for one, and for all of the file where it is another version by now", () => {
    expect(rangeHeaders(RANGE, null)).toEqual({ range: "bytes=100-199" });
    expect(rangeHeaders(RANGE, VERSION)).toEqual({ range: "bytes=100-199", "if-range": '"v1"' });
  });
});

describe("the answer to it", () => {
  it("is the range, with the version that its validator names", () => {
    expect(judge(TAGGED)).toEqual({ is: "range", version: VERSION, byteCount: 100 });
    expect(judge(TAGGED, VERSION)).toMatchObject({ is: "range" });
  });

  it("may end with the file", () => {
    const end = { startByte: 900, endByte: 2000 };
    const headers = { ...TAGGED, "content-range": "bytes 900-999/1000" };
    expect(judge(headers, VERSION, 206, end)).toMatchObject({ is: "range", byteCount: 100 });
  });

  it("counts by an old date where there is no entity tag", () => {
    const { etag: _etag, ...untagged } = TAGGED;
    const old = { ...untagged, date: SERVED, "last-modified": "Sat, 28 Nov 2026 09:00:00 GMT" };
    expect(judge(old)).toMatchObject({ is: "range" });
    const fresh = { ...old, "last-modified": "Sat, 28 Nov 2026 09:59:30 GMT" };
    expect(judge(fresh)).toEqual({ is: "refused" });
  });

  it.each<[string, Record<string, string>]>([
    ["with a weak entity tag", { ...TAGGED, etag: 'W/"v1"' }],
    ["without a validator", { "content-range": "bytes 100-199/1000" }],
    ["of another range", { ...TAGGED, "content-range": "bytes 0-99/1000" }],
    ["of a shorter range", { ...TAGGED, "content-range": "bytes 100-150/1000" }],
    ["of a longer range", { ...TAGGED, "content-range": "bytes 100-250/1000" }],
    ["of a file of unknown length", { ...TAGGED, "content-range": "bytes 100-199/*" }],
    ["of a length beyond all numbers", { ...TAGGED, "content-range": `bytes 100-199/${2 ** 60}` }],
    ["of several ranges", { etag: '"v1"', "content-type": "multipart/byteranges; boundary=x" }],
    ["in a compressed form", { ...TAGGED, "content-encoding": "br" }],
  ])("is of no use %s", (_what, headers) => {
    expect(judge(headers)).toEqual({ is: "refused" });
  });

  it.each<[string, Record<string, string>, number]>([
    ["all of it comes", { etag: '"v2"' }, 200],
    ["the range lies outside of it", { "content-range": "bytes */50" }, 416],
    ["its entity tag is another", { ...TAGGED, etag: '"v2"' }, 206],
    ["its length is another", { ...TAGGED, "content-range": "bytes 100-199/1001" }, 206],
  ])("tells that the file has changed where %s", (_how, headers, httpStatus) => {
    expect(judge(headers, VERSION, httpStatus)).toEqual({ is: "changed" });
  });

  it("to the first request tells that the site sends no ranges, where all of the file comes", () => {
    expect(judge({ etag: '"v1"' }, null, 200)).toEqual({ is: "refused" });
  });
});
