import { afterEach } from "vitest";
import { describeOpenBrowsers } from "./harness/open-browsers";
import { describeOpenWorlds } from "./open-worlds";

declare module "vitest" {
  interface TaskMeta {
    /** Of a failed test: what was on the screen, in the store and at X when it failed. */
    seen?: string;
  }
}

// A failed wait says what did not come; only the screen and the store say what was there instead.
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  const [jobs, shown] = await Promise.all([describeOpenWorlds(), describeOpenBrowsers()]);
  task.meta.seen = `${jobs}\n${shown}`;
});
