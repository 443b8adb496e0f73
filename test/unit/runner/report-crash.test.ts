import { afterEach, expect, it, vi } from "vitest";
import { reportCrash } from "../../../lib/runner/report-crash";

const written = () => vi.mocked(console.error).mock.calls.flat().join("\n");

afterEach(() => vi.restoreAllMocks());

it.each([
  [
    "Chromium",
    "TypeError: the text of a post\nwith https://a.example/token:1:2\n    at run (chrome-extension://own/background.js:1:20)\n    at chrome-extension://own/parts.js:3:4",
  ],
  ["Firefox", "run@moz-extension://own/background.js:1:20\n@moz-extension://own/parts.js:3:4\n"],
])("a crash report of %s says where, and nothing of the message", (_browser, stack) => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const error = new TypeError("the text of a post\nwith https://a.example/token:1:2");
  error.stack = stack;
  reportCrash(error);
  expect(written()).toMatch(
    /^Unexpected TypeError\n\w+-extension:\/\/own\/background.js:1:20\n\w+-extension:\/\/own\/parts.js:3:4$/,
  );
});

it("a crash report of what is no error names its type only", () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  reportCrash("the text of a post");
  expect(written()).toBe("Unexpected string");
});
