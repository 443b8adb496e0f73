import type { TestModule } from "vitest/node";
import {
  BROWSER_CASES,
  type BrowserCase,
  type BrowserKind,
  KNOWN_TO_ONE,
} from "./browser/browser-cases";

const BROWSERS: readonly BrowserKind[] = ["Chromium", "Firefox"];
const TITLE_WIDTH = 60;

/**
 * Every case of `BROWSER_CASES` with what became of its tests in each kind of browser, one line a case;
 * empty where no browser test ran. A case is passed when all its tests are.
 */
export function browserTable(modules: readonly TestModule[]): string {
  const outcomes = new Map<string, string[]>();
  for (const test of modules.flatMap((module) => [...module.children.allTests()])) {
    const { proves } = test.meta();
    const { state } = test.result();
    if (proves === undefined || state === "skipped" || state === "pending") continue;
    for (const browserCase of proves.cases) {
      const cell = `${browserCase} ${proves.browser}`;
      outcomes.set(cell, [...(outcomes.get(cell) ?? []), state]);
    }
  }
  if (outcomes.size === 0) return "";
  const outcomeOf = (browserCase: BrowserCase, browser: BrowserKind): string => {
    const states = outcomes.get(`${browserCase} ${browser}`);
    if (states === undefined) {
      return (KNOWN_TO_ONE[browserCase] ?? browser) === browser ? "not run" : "-";
    }
    return states.every((state) => state === "passed") ? "passed" : "FAILED";
  };
  const line = (title: string, cells: readonly string[]) =>
    [title.padEnd(TITLE_WIDTH), ...cells.map((cell) => cell.padEnd(10))].join("").trimEnd();
  return [
    line("In a real browser", BROWSERS),
    ...(Object.entries(BROWSER_CASES) as [BrowserCase, string][]).map(([browserCase, title]) =>
      line(
        title,
        BROWSERS.map((browser) => outcomeOf(browserCase, browser)),
      ),
    ),
    "",
  ].join("\n");
}
