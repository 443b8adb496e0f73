import { defineConfig } from "vitest/config";
import LongestFirst from "./longest-first.ts";

/** Waits for minutes, and needs next to nothing of the processor. */
const PATIENT = ["test/browser/natural-life.test.ts"];

const BROWSER = {
  globalSetup: ["test/browser/prepare.ts"],
  setupFiles: ["test/browser/report-failures.ts"],
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    reporters: ["default", "./test/summary-reporter.ts"],
    sequence: { sequencer: LongestFirst },
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          pool: "threads",
          // One more than there are processors: the patient test takes a place, and no time.
          maxWorkers: 3,
          include: ["test/unit/**/*.test.ts", "test/unit/**/*.test.tsx"],
          // The local X makes its own certificate; tests reach nothing but loopback addresses.
          env: { NODE_TLS_REJECT_UNAUTHORIZED: "0" },
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          ...BROWSER,
          name: "patient",
          include: PATIENT,
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          ...BROWSER,
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          exclude: PATIENT,
          // The files that one process runs share a browser: see `useExtensionWorld`.
          isolate: false,
          // After the unit tests: they would take the processor from the browsers.
          sequence: { groupOrder: 1 },
          // Each file has a screen of its own; more than two browsers would only wait for each other.
          maxWorkers: 2,
        },
      },
    ],
  },
});
