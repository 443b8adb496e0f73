import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { BROWSER_CASES, type BrowserCase, KNOWN_TO_ONE } from "../../browser/browser-cases";

const FOLDER = new URL("../../browser/", import.meta.url);

/** What the browser tests say that they prove, as the source has it. */
const claimed = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".test.ts"))
  .flatMap((name) => {
    const text = readFileSync(new URL(name, FOLDER), "utf8");
    return [...text.matchAll(/\bproves\("(\w+)", ([^)]+)\)/g)].map(([, browser, cases]) => ({
      browser,
      // A computed case is one of the words of the loop above it.
      cases: /"/.test(cases ?? "") ? (cases ?? "") : text,
    }));
  });

it.each(Object.keys(BROWSER_CASES) as BrowserCase[])(
  "the case “%s” has a test in each kind of browser that knows it",
  (browserCase) => {
    const only = KNOWN_TO_ONE[browserCase];
    const wanted = only === undefined ? ["Chromium", "Firefox"] : [only];
    const proven = claimed
      .filter(({ cases }) => cases.includes(`"${browserCase}"`))
      .map(({ browser }) => browser);
    expect([...new Set(proven)].toSorted()).toEqual(wanted);
  },
);
