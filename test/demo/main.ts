import { hasDisplay } from "./has-display";
import { runGuided } from "./run-guided";
import { runUnattended } from "./run-unattended";

const isUnattended =
  process.argv.includes("--headless") || !hasDisplay(process.platform, process.env);

try {
  await (isUnattended ? runUnattended() : runGuided());
  // Nothing that a broken connection left behind may keep the command from ending.
  process.exit(0);
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : failure);
  process.exit(1);
}
