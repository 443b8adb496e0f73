import { convertKind } from "../../lib/media/convert/convert-kind";
import { runConversion } from "../../lib/media/convert/run-conversion";
import { serveConversion } from "../../lib/media/convert/serve-conversion";
import type { WorkerOrder, WorkerReport } from "../../lib/media/convert/worker-messages";

// A worker of the hidden page, started anew for each conversion and ended by the page.
addEventListener("message", ({ data }: MessageEvent<WorkerOrder>) => {
  void serveConversion(
    data,
    (attachmentId, onWork) => runConversion(attachmentId, convertKind, onWork),
    (report: WorkerReport) => postMessage(report),
  );
});
