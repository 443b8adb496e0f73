import { build } from "wxt";

/** Builds the production bundle once, before any browser test: what is tested is what ships. */
export default async function buildExtension(): Promise<void> {
  await build({ logger: silentLogger() });
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
