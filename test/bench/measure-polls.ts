import { setTimeout as delay } from "node:timers/promises";
import type { Browser } from "wxt/browser";
import type { ExtensionWorld } from "../browser/extension-world";
import { atOnceProcessing, usualProcessing } from "../x-server/processing-clock";
import type { BenchRow } from "./bench-row";

declare const chrome: typeof Browser;

/** Polls of a video that X processes for two seconds, and the alarms that are left when it is posted. */
export async function measurePolls(world: ExtensionWorld): Promise<BenchRow[]> {
  await world.clear();
  const { x } = world;
  x.change({ processing: usualProcessing });
  const { page, media } = await world.visit("large-video", "?bytes=2000000");
  await world.tweet(page, media);
  const composer = await world.openComposer();
  await composer.mediaIn("ready").waitFor();
  const polls = x.log.filter(({ operation }) => operation === "status");
  await composer.writeAndPost("Measured");
  await composer.reaches("posted");
  x.change({ processing: atOnceProcessing });
  const countAlarms = () =>
    composer.page.evaluate(async () => (await chrome.alarms.getAll()).length);
  let alarms = await countAlarms();
  // The worker may still be putting away what the post needed.
  for (let looks = 0; alarms > 0 && looks < 50; looks += 1) {
    await delay(100);
    alarms = await countAlarms();
  }
  return [
    {
      what: "polls before X asks for them",
      unit: "count",
      target: 0,
      reached: polls.filter(({ early }) => early).length,
      note: `of ${polls.length}`,
    },
    {
      what: "alarms left with nothing under way",
      unit: "count",
      target: 0,
      reached: alarms,
    },
  ];
}
