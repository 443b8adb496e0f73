import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import buildExtension from "../browser/build-extension";
import { startExtensionWorld } from "../browser/extension-world";
import { atOnceProcessing } from "../x-server/processing-clock";
import { COMPOSING_JOBS } from "./composing-jobs";
import { Hand } from "./hand";
import { MANAGING_JOBS } from "./managing-jobs";

/**
 * `npm run clicks`: does by hand, in a real browser with a real popup, what people do with the extension, and
 * prints how many clicks and seconds each takes. Fails where one fails, or takes more clicks than it may.
 * With words, only the jobs whose names hold one of them.
 */
const FOLDER = fileURLToPath(new URL("../../test-output/clicks", import.meta.url));
const wishes = process.argv.slice(2);
const isWished = (name: string) =>
  wishes.length === 0 || wishes.some((wish) => name.includes(wish));

mkdirSync(FOLDER, { recursive: true });
await buildExtension();
const world = await startExtensionWorld({
  x: { processing: atOnceProcessing },
  launch: { keepWelcome: true },
});
const faults: string[] = [];
const jobs = [...COMPOSING_JOBS, ...MANAGING_JOBS];
try {
  // The first job of all is signing in.
  if (!isWished(jobs[0]?.name ?? "")) await world.signIn();
  for (const { name, mostClicks = Infinity, run } of jobs.filter((job) => isWished(job.name))) {
    const hand = new Hand(world);
    let beganAtMs = performance.now();
    const begin = () => {
      hand.clicks = 0;
      beganAtMs = performance.now();
    };
    const failure = await run(hand, begin).then(
      () => null,
      (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)),
    );
    const seconds = ((performance.now() - beganAtMs) / 1000).toFixed(1);
    const isOver = hand.clicks > mostClicks;
    if (failure !== null) {
      faults.push(`${name}: ${failure}`);
      const picture = join(FOLDER, `failed-${faults.length}.png`);
      await world.display.screenshot(picture);
      console.log(`    the screen: ${picture}`);
      // A question or a menu that stays open would keep every popup of the next jobs away.
      await world.display.xdotool("key", "Escape");
    }
    if (isOver) faults.push(`${name}: ${hand.clicks} clicks, at most ${mostClicks} are allowed`);
    console.log(
      `${String(hand.clicks).padStart(3)} clicks ${seconds.padStart(6)} s  ${name}${failure === null && !isOver ? "" : "  FAILED"}`,
    );
    await world.clear();
  }
} finally {
  await world.close();
}
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);
