import type { Reporter, TestModule } from "vitest/node";
import { browserTable } from "./browser-table";

/**
 * Ends the run's output with one line that machines read, `N passed, N failed`. Above it stands what
 * became of each case in each kind of browser, and above that what was there when tests failed.
 */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandledErrors.length;
    let skipped = 0;
    let seen = "";
    for (const module of modules) {
      // A file that does not even load has no tests to count.
      if (module.state() === "failed" && module.children.size === 0) failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") passed += 1;
        else if (state === "failed") {
          failed += 1;
          const shown = test.meta().seen;
          if (shown !== undefined) seen += `When “${test.name}” failed:\n${shown}\n\n`;
        } else skipped += 1;
      }
    }
    const line = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
    // After the default reporter's own summary.
    const table = browserTable(modules);
    process.once("exit", () => process.stdout.write(`${seen}${table}${line}\n`));
  }
}
