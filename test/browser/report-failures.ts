import { afterEach } from "vitest";
import { describeOpenBrowsers } from "./harness/open-browsers";

// A failed wait says what did not come; only the screen says what was there instead.
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  const shown = await describeOpenBrowsers();
  if (shown !== "") process.stdout.write(`On the screen when “${task.name}” failed:\n${shown}\n`);
});
