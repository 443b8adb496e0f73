import { build } from "wxt";

/** Builds the production bundle once, before any browser test: what is tested is what ships. */
export default async function buildExtension(): Promise<void> {
  // WXT draws a spinner whatever its logger says; among the tests' lines it is noise.
  const { write } = process.stdout;
  process.stdout.write = () => true;
  try {
    await build({ logger: silentLogger() });
  } finally {
    process.stdout.write = write;
  }
}

/** WXT's own table would hide the tests' output; errors still reject. */
function silentLogger() {
  const say = () => {};
  return {
    debug: say,
    log: say,
    info: say,
    warn: say,
    error: say,
    fatal: say,
    success: say,
    level: 0,
  };
}
