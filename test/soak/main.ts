import { parseArgs } from "node:util";
import { transferMs } from "../bench/bench-link";
import { MortalWorld } from "../bench/mortal-world";
import buildExtension from "../browser/build-extension";
import { startExtensionWorld } from "../browser/extension-world";
import { findBrowser } from "../browser/harness/find-browser";
import { atOnceProcessing } from "../x-server/processing-clock";
import { renderSummary } from "./render-summary";
import { runRound, type SoakRound } from "./soak-round";

/*
 * `npm run soak -- --runs 50 --megabytes 256`: captures and uploads large videos again and again, each upload under way
 * while its capture still is, and counts how often the browser ends the extension's process. By turns the site sends as
 * fast as it can and as fast as the line to X is (`--mbit`). Fails with a death, other bytes at X, or bytes left behind.
 */

const ROUND_TRIP_MS = 40;
const MEGA = 1_000_000;

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "20" },
    megabytes: { type: "string", default: "256" },
    mbit: { type: "string", default: "400" },
  },
});
const runs = readAmount("runs", values.runs);
const megabytes = readAmount("megabytes", values.megabytes);
const mbit = readAmount("mbit", values.mbit);
const upload = {
  name: `${megabytes} MB, ${mbit} Mbit/s`,
  totalBytes: Math.round(megabytes * MEGA),
  link: { bitsPerSecond: mbit * MEGA, roundTripMs: ROUND_TRIP_MS },
  target: Infinity,
};
/** Six times what the line needs, and time for what does not depend on it. */
const withinMs = 120_000 + 6 * transferMs(upload.totalBytes, upload.link);

const { kind, version } = await findBrowser();
console.log(`${runs} rounds of ${upload.name} in ${kind} ${version}`);
await buildExtension();
const mortal = new MortalWorld(async () => {
  const world = await startExtensionWorld({
    x: { keepBytes: false, processing: atOnceProcessing },
  });
  await world.signIn();
  return world;
});
const rounds: SoakRound[] = [];
const wrong: string[] = [];
for (let round = 1; round <= runs; round += 1) {
  const site = round % 2 === 1 ? "fast" : "as X";
  const name = `round ${round}`;
  const attempt = await mortal.attempt(name, withinMs, (world) => runRound(upload, site, world));
  if (attempt.end === "done") rounds.push(attempt.value);
  else if (attempt.end !== "death") wrong.push(`${name}: ${attempt.message}`);
  console.log(`${name.padEnd(10)}  site ${site.padEnd(4)}  ${describe(attempt)}`);
}
await mortal.close();
console.log(`\n${renderSummary({ runs, upload, rounds, deaths: mortal.deaths, wrong })}`);
// A world that was given up may still hold timers and sockets.
process.exit(mortal.deaths + wrong.length === 0 ? 0 : 1);

function describe(attempt: Awaited<ReturnType<typeof mortal.attempt<SoakRound>>>): string {
  switch (attempt.end) {
    case "done": {
      const { uploadMs, bothMs, peakBytes } = attempt.value;
      const both = `${(bothMs / 1000).toFixed(1)} s of them while it captured`;
      return `uploaded in ${(uploadMs / 1000).toFixed(1)} s, ${both}, ${(peakBytes / MEGA).toFixed(0)} MB at most`;
    }
    case "death":
      return `DEATH: ${attempt.message}`;
    case "late":
    case "failed":
      return `WRONG: ${attempt.message}`;
  }
}

/** @throws where it is no number above 0 */
function readAmount(name: string, text: string): number {
  const amount = Number(text);
  if (!(amount > 0)) throw new Error(`--${name} takes a number above 0, not ${text}`);
  return amount;
}
