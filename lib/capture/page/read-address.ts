import { bareAddress } from "./bare-address";
import { fillParts } from "./fill-parts";
import type { PageDownload, PageReading, PageReport } from "./page-messages";
import { PartSender } from "./part-sender";

/**
 * Reads a file's bytes as the page itself can, and sends them to the worker in parts of
 * `report.partBytes`, or smaller ones every `report.askEveryMs`, empty when nothing has come: the
 * worker's word on each decides whether the download goes on, however slow the site.
 */
export async function readAddress(
  url: string,
  download: PageDownload,
  report: PageReport,
): Promise<PageReading> {
  const sender = new PartSender(report.ticket);
  const asking = setInterval(() => sender.ask(), report.askEveryMs);
  try {
    const response = await fetch(bareAddress(secured(url)), {
      ...toInit(download),
      signal: sender.signal,
    });
    if (!response.ok) return { ended: "http-error", httpStatus: response.status };
    if (url.startsWith("blob:") || response.body === null) {
      // A handle moves, not the bytes, however large the file.
      const blob = await response.blob();
      clearInterval(asking);
      await sender.send(blob, true);
    } else {
      sender.answer = { httpStatus: response.status, headers: [...response.headers] };
      await sendBody(response.body, sender, report);
    }
    return { ended: "complete" };
  } catch {
    return { ended: sender.signal.aborted ? "stopped" : "unreadable" };
  } finally {
    clearInterval(asking);
  }
}

/** Browsers load the insecure pictures of a secure page securely, and refuse to read them otherwise. */
function secured(url: string): string {
  const isMixed = location.protocol === "https:" && url.startsWith("http:");
  return isMixed ? url.replace("http:", "https:") : url;
}

function toInit({ cache, headers }: PageDownload): RequestInit {
  // Where a redirect leads, another site is told nothing of this page.
  const referrerPolicy = "same-origin";
  return headers === null
    ? { cache, referrerPolicy }
    : { cache: "no-store", headers, referrerPolicy };
}

async function sendBody(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  sender: PartSender,
  { partBytes, askEveryMs }: PageReport,
): Promise<void> {
  const parts = fillParts(body, partBytes);
  let sentAtMs = performance.now();
  for (;;) {
    const isDone = await parts.fill();
    const isDue = parts.heldBytes > 0 && performance.now() - sentAtMs >= askEveryMs;
    if (isDone || isDue || parts.heldBytes === partBytes) {
      await sender.send(parts.take(), isDone);
      sentAtMs = performance.now();
    }
    sender.signal.throwIfAborted();
    if (isDone) return;
  }
}
