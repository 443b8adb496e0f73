import { convertKind } from "../../lib/convert/convert-kind";
import { runConversion } from "../../lib/convert/run-conversion";
import { serveConversion } from "../../lib/convert/serve-conversion";
import { forbidNetwork } from "../../lib/convert/without-network";
import type { WorkerOrder, WorkerReport } from "../../lib/convert/worker-messages";

forbidNetwork(globalThis);

// A worker of the hidden page, started anew for each conversion and ended by the page.
addEventListener("message", ({ data }: MessageEvent<WorkerOrder>) => {
  void serveConversion(
    data,
    (attachmentId, onWork) => runConversion(attachmentId, convertKind, onWork),
    (report: WorkerReport) => postMessage(report),
  );
});
