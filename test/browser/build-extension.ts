import { build } from "wxt";
import { quietLogger } from "../../lib/build/quiet-logger";

/**
 * Builds the production bundles for Chromium and Firefox once, before any browser test: what is tested
 * is what ships.
 */
export default async function buildExtension(): Promise<void> {
  const { NODE_ENV } = process.env;
  // Vitest sets "test", in which preact's views are built differently.
  process.env["NODE_ENV"] = "production";
  // WXT draws a spinner whatever its logger says; among the tests' lines it is noise.
  const { write } = process.stdout;
  process.stdout.write = () => true;
  try {
    for (const browser of ["chrome", "firefox"]) await build({ browser, logger: quietLogger() });
  } finally {
    process.stdout.write = write;
    process.env["NODE_ENV"] = NODE_ENV;
  }
}
