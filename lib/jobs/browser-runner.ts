import { captureWithBrowser } from "../capture/browser-effects";
import { keepMixLegal } from "../capture/keep-mix-legal";
import { drawThumbnail } from "../media/draw-thumbnail";
import { readAllBytes } from "../store/byte-store";
import type { XConnection } from "../x/x-request";
import { JobRunner } from "./job-runner";
import { reportCrash } from "./report-crash";
import { sleepUntil } from "./sleep-until";
import { stayAwake } from "./stay-awake";
import { scheduleWakeUp, watch } from "./wake-up-alarm";

/** The runner with the browser's own means: locks, alarms, and a worker that stays awake while it works. */
export function createBrowserRunner(x: XConnection): JobRunner {
  return new JobRunner({
    x,
    async capture(attachment, signal) {
      const media = await captureWithBrowser(attachment, signal);
      await keepMixLegal(attachment.id, media, x.now());
      return media;
    },
    async drawThumbnail(attachmentId, media) {
      if (media.category === "tweet_video") return null;
      const bytes = await readAllBytes(attachmentId, media.mediaType);
      return bytes === null ? null : drawThumbnail(bytes, media);
    },
    exclusively: (name, task) => navigator.locks.request(name, task),
    stayAwake,
    sleepUntil,
    scheduleWakeUp: (atMs) => void scheduleWakeUp(atMs).catch(reportCrash),
    watch,
    random: Math.random,
    reportCrash,
  });
}
