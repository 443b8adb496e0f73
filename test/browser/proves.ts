import { TestRunner } from "vitest";
import type { BrowserCase, BrowserKind } from "./browser-cases";

/** Says of the test that runs which rows of the browsers' table it fills, and in which column. */
export function proves(browser: BrowserKind, ...cases: readonly BrowserCase[]): void {
  const test = TestRunner.getCurrentTest();
  if (test !== undefined) test.meta.proves = { browser, cases };
}
