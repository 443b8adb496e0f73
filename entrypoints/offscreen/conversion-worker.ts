import { convertKind } from "../../lib/convert/convert-kind";
import type { PreparedPicture } from "../../lib/convert/prepare-picture";
import { runConversion } from "../../lib/convert/run-conversion";
import { serveConversion } from "../../lib/convert/serve-conversion";
import { getAttachment } from "../../lib/store/attachment-store";
import { forbidNetwork } from "../../lib/convert/without-network";
import type { WorkerOrder, WorkerReport } from "../../lib/convert/worker-messages";

forbidNetwork(globalThis);

let prepared: Promise<PreparedPicture | null> = Promise.resolve(null);

// A worker of the hidden page, started anew for each conversion and ended by the page.
addEventListener("message", ({ data }: MessageEvent<WorkerOrder>) => {
  if (data.type === "prepare") {
    prepared = prepare(data.attachmentId);
    return;
  }
  void serveConversion(
    data,
    (attachmentId, onWork) =>
      runConversion(
        attachmentId,
        (conversion, task) => convertKind(conversion, task, prepared),
        onWork,
      ),
    (report: WorkerReport) => postMessage(report),
  );
});

async function prepare(attachmentId: string): Promise<PreparedPicture | null> {
  if ((await getAttachment(attachmentId))?.state === "capturing") {
    await import("../../lib/convert/join-stream");
    return null;
  }
  const { preparePicture } = await import("../../lib/convert/prepare-picture");
  // What is the matter with the picture is said by the edit, which tries once more.
  return preparePicture(attachmentId).catch(() => null);
}
