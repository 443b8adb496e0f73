import { stepAttachment } from "../../../lib/runner/run-attachment";
import type { Attachment } from "../../../lib/jobs/attachment";
import { getAttachment } from "../../../lib/store/attachment-store";
import { appendChunk, CHUNK_BYTES } from "../../../lib/store/byte-store";
import { keep } from "../store/fresh-database";
import {
  forEveryAccount,
  json,
  never,
  NOW_MS,
  type ScriptedAnswer,
  scriptedX,
} from "../x/scripted-x";
import { attachmentIn, SESSION } from "../jobs/example-records";

/** An upload that X has opened, of which nothing has been cut. */
export const OPEN = { ...SESSION, expiresAtMs: NOW_MS + 3_600_000 };
/** Where the segments of {@link SENT} end. */
export const SEGMENT_ENDS = [1, 2, 3, 3.5].map((count) => count * 1_048_576);
/** An upload of which X has acknowledged everything. */
export const SENT = { ...OPEN, segmentEnds: SEGMENT_ENDS, acknowledged: [0, 1, 2, 3] };
/** X's answer to finalize and status. */
export const report = (info?: object) => json({ data: { id: "77", processing_info: info } });

/** Keeps an attachment with its bytes, and takes steps until it rests or has to wait. */
export async function runUpload(
  attachment: Attachment,
  answers: readonly ScriptedAnswer[],
  leaps = 0,
) {
  const { connection, calls } = scriptedX(...answers);
  let nowMs = NOW_MS;
  const totalBytes = "media" in attachment ? (attachment.media?.totalBytes ?? 0) : 0;
  await keep({ attachments: [attachmentIn("capturing")] });
  for (let start = 0; start < totalBytes; start += CHUNK_BYTES) {
    const run = new Blob([new Uint8Array(Math.min(CHUNK_BYTES, totalBytes - start))]);
    const transfer = { doneBytes: start, totalBytes, bytesPerSecond: 0 };
    await appendChunk("picture", start, run, transfer, NOW_MS);
  }
  await keep({ attachments: [attachment] });
  const effects = {
    x: forEveryAccount({ ...connection, now: () => nowMs }),
    capture: () => Promise.reject(new Error("No page")),
    convert: () => Promise.reject(new Error("Nothing to convert")),
    drawThumbnail: () => Promise.resolve(null),
    sleepUntil(atMs: number) {
      nowMs = Math.max(nowMs, atMs);
      return Promise.resolve();
    },
    random: () => 0,
  };
  const failuresInARow: number[] = [];
  for (let steps = 0; steps < 100; steps++) {
    const next = await stepAttachment("picture", effects, never);
    const stored = await getAttachment("picture");
    const isOver = next.due === "never" || (next.due === "later" && leaps === 0);
    if (isOver) return { attachment: stored, calls, nowMs, failuresInARow };
    const attempts = stored !== undefined && "wait" in stored ? stored.wait?.attempts : undefined;
    if (next.due === "now" && attempts !== undefined) failuresInARow.push(attempts);
    if (next.due === "later") {
      leaps -= 1;
      nowMs = next.atMs;
    }
  }
  throw new Error("It never rests");
}

/** What was called, after `/2/media/upload`. */
export const pathsOf = (calls: readonly { url: string }[]) =>
  calls.map(({ url }) => new URL(url).pathname.replace("/2/media/upload", ""));
