import { convertKind } from "../../lib/convert/convert-kind";
import type { PreparedPicture } from "../../lib/convert/prepare-picture";
import { runConversion } from "../../lib/convert/run-conversion";
import { serveOrder } from "../../lib/convert/serve-order";
import type { MediaInfo } from "../../lib/media/media-info";
import { getAttachment } from "../../lib/store/attachment-store";
import { forbidNetwork } from "../../lib/convert/without-network";
import type { WorkerOrder } from "../../lib/convert/worker-messages";

forbidNetwork(globalThis);

let prepared: Promise<PreparedPicture | null> = Promise.resolve(null);

// A worker of the hidden page, started anew for each conversion and ended by the page.
addEventListener("message", ({ data }: MessageEvent<WorkerOrder>) => {
  if (data.type === "prepare") {
    prepared = prepare(data.attachmentId);
    return;
  }
  void serveOrder(
    (onWork) => carryOut(data, onWork),
    (report) => postMessage(report),
  );
});

async function carryOut(
  { type, attachmentId }: WorkerOrder,
  onWork: () => void,
): Promise<MediaInfo | null> {
  if (type === "draw-film") {
    const { drawFilm } = await import("../../lib/convert/draw-film");
    await drawFilm(attachmentId, onWork);
    return null;
  }
  return runConversion(
    attachmentId,
    (conversion, task) => convertKind(conversion, task, prepared),
    onWork,
  );
}

async function prepare(attachmentId: string): Promise<PreparedPicture | null> {
  if ((await getAttachment(attachmentId))?.state === "capturing") {
    await import("../../lib/convert/join-stream");
    return null;
  }
  const { preparePicture } = await import("../../lib/convert/prepare-picture");
  // What is the matter with the picture is said by the edit, which tries once more.
  return preparePicture(attachmentId).catch(() => null);
}
