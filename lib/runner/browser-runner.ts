import { openComposer } from "../notices/open-composer";
import { setOpenDraftId } from "../store/open-draft-store";
import { keepMixLegal } from "../capture/click/keep-mix-legal";
import { BlobCollector } from "../capture/page/blob-collector";
import { tierOf } from "../media/media-limits";
import { getAccount } from "../store/account-store";
import { drawThumbnail } from "../media/draw-thumbnail";
import { convertWithBrowser } from "../convert/convert-with-browser";
import { requestFilmDrawing } from "../convert/request-film-drawing";
import { prepareConversion } from "../convert/prepare-conversion";
import { openStoredBytes } from "../store/read-bytes";
import { openConvertedBytes, outcomeIdOf } from "../store/converted-bytes";
import type { ConnectX } from "../x/x-request";
import { JobRunner } from "./job-runner";
import { reportCrash } from "./report-crash";
import { sleepUntil } from "./sleep-until";
import { stayAwake } from "./stay-awake";
import { scheduleWakeUp, watch } from "./wake-up-alarm";

/** So many bytes of sent bodies may wait for the worker's collector. */
const COLLECT_EVERY_BYTES = 16 * 1024 * 1024;

/** The runner with the browser's own means: locks, alarms, and a worker that stays awake while it works. */
export function createBrowserRunner(x: ConnectX): JobRunner {
  const sentBodies = new BlobCollector(COLLECT_EVERY_BYTES);
  return new JobRunner({
    x,
    async capture(attachment, fresh, signal) {
      const { captureWithBrowser } = await import("../capture/browser-effects");
      const captured = await captureWithBrowser(attachment, fresh, signal, () => {
        // The page that joins them opens while the others come.
        prepareConversion(attachment.id).catch(reportCrash);
      });
      if (captured.verdict === "as-is") {
        await keepMixLegal(attachment.id, captured.media, x.now());
      }
      return captured;
    },
    async convert({ id, accountId, conversion }, signal) {
      const media = await convertWithBrowser(id, signal);
      if (media === null) return null;
      if (conversion.kind === "stream") {
        const { judgeJoined } = await import("../convert/judge-joined");
        const tier = tierOf(await getAccount(accountId));
        const further = await judgeJoined(await openConvertedBytes(id), tier);
        if (further !== null) return { further };
      }
      // Only now is it known whether the picture moves.
      await keepMixLegal(id, media, x.now());
      // Of an edited picture it is drawn during the upload: the person waits for what was made of it.
      const isLater = media.category === "tweet_video" || conversion.kind === "edit";
      if (isLater) return { media, thumbnail: null };
      const made = await openConvertedBytes(outcomeIdOf(id, conversion));
      return { media, thumbnail: await drawThumbnail(made, media) };
    },
    async drawThumbnail(attachmentId, media) {
      if (media.category === "tweet_video") return null;
      const bytes = await openStoredBytes(attachmentId);
      return bytes === null ? null : drawThumbnail(bytes, media);
    },
    drawFilm: requestFilmDrawing,
    async showDraft(postId) {
      await setOpenDraftId(postId);
      await openComposer(undefined);
    },
    exclusively: (name, task) => navigator.locks.request(name, task),
    stayAwake,
    sleepUntil,
    scheduleWakeUp: (atMs) => void scheduleWakeUp(atMs).catch(reportCrash),
    watch,
    random: Math.random,
    noteBody: (bytes) => sentBodies.note(bytes),
    reportCrash,
  });
}
