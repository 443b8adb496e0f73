import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  declaredTotalBytes,
  isRestOf,
  isWholeFile,
  readDownloadMark,
  restRequestHeaders,
} from "../../../../lib/capture/site/download-mark";
import { FIRST_RUNG } from "../../../../lib/capture/site/fetch-rungs";

const answer = (headers: Record<string, string>, httpStatus = 200) => ({
  httpStatus,
  headers: new Headers(headers),
});
const mark = (headers: Record<string, string>) =>
  readDownloadMark(answer({ "content-length": "5000", ...headers }), FIRST_RUNG);

const SERVED = "Tue, 24 Nov 2026 10:00:00 GMT";
const stored = {
  mark: { validator: '"v1"', totalBytes: 5000, rung: FIRST_RUNG },
  startByte: 4096,
};

describe("what a site promises about a file", () => {
  it("is its entity tag, or a date that is old enough to stand for one version", () => {
    expect(mark({ etag: '"v1"' })).toEqual(stored.mark);
    const dated = { "last-modified": "Tue, 24 Nov 2026 09:58:59 GMT", date: SERVED };
    expect(mark(dated)?.validator).toBe("Tue, 24 Nov 2026 09:58:59 GMT");
  });

  it.each<[string, Record<string, string>]>([
    ["a weak tag", { etag: 'W/"v1"' }],
    ["a tag without quotes", { etag: "v1" }],
    [
      "a date of this very minute",
      { "last-modified": "Tue, 24 Nov 2026 09:59:30 GMT", date: SERVED },
    ],
    ["a date without the time of the answer", { "last-modified": SERVED }],
    ["a date that is none", { "last-modified": "yesterday", date: SERVED }],
    ["no ranges", { etag: '"v1"', "accept-ranges": "none" }],
    ["a compressed answer", { etag: '"v1"', "content-encoding": "gzip" }],
    ["an unknown length", { etag: '"v1"', "content-length": "" }],
    ["nothing", {}],
  ])("is nothing to go on with: %s", (_name, headers) => {
    expect(mark(headers)).toBeNull();
  });
});

describe("the rest of a file", () => {
  it("is asked for under the condition that the file is still the same", () => {
    expect(restRequestHeaders(stored)).toEqual({ range: "bytes=4096-", "if-range": '"v1"' });
  });

  it("is known by its range", () => {
    expect(isRestOf(answer({ "content-range": "bytes 4096-4999/5000" }, 206), stored)).toBe(true);
  });

  it.each<[string, Record<string, string>, number]>([
    ["all of it, as the file has changed", { "content-length": "5000" }, 200],
    ["another start", { "content-range": "bytes 4095-4999/5000" }, 206],
    ["not all of the rest", { "content-range": "bytes 4096-4998/5000" }, 206],
    ["another length", { "content-range": "bytes 4096-5999/6000" }, 206],
    ["an unknown length", { "content-range": "bytes 4096-4999/*" }, 206],
    ["several ranges", { "content-type": "multipart/byteranges; boundary=x" }, 206],
    [
      "something compressed",
      { "content-range": "bytes 4096-4999/5000", "content-encoding": "gzip" },
      206,
    ],
  ])("is not taken for it: %s", (_name, headers, httpStatus) => {
    expect(isRestOf(answer(headers, httpStatus), stored)).toBe(false);
  });

  it("is never taken from an answer of any other shape", () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), fc.string(), (httpStatus, range) => {
        fc.pre(range.trim() !== "bytes 4096-4999/5000");
        const headers = new Headers();
        // Header values are bytes without line ends.
        headers.set("content-range", range.replace(/[^\x20-\x7e]/g, ""));
        expect(isRestOf({ httpStatus, headers }, stored)).toBe(false);
      }),
    );
  });
});

it("counts as the length of a file only what counts the bytes that arrive", () => {
  expect(declaredTotalBytes(answer({ "content-length": "5000" }))).toBe(5000);
  for (const length of ["0", "-1", "many", "1.5", ""]) {
    expect(declaredTotalBytes(answer({ "content-length": length }))).toBeNull();
  }
  expect(declaredTotalBytes(answer({ "content-length": "904" }, 206))).toBeNull();
});

it.each([
  ["bytes 0-99/100", true],
  ["bytes 0-98/100", false],
  ["bytes 1-99/100", false],
  ["bytes 0-99/*", false],
  ["", false],
])("a part that nobody has asked for, %s, is a whole file: %s", (range, isWhole) => {
  expect(isWholeFile(answer({ "content-range": range }, 206))).toBe(isWhole);
});
