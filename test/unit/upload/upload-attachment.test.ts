import { beforeEach, describe, expect, it } from "vitest";
import { stepAttachment } from "../../../lib/runner/run-attachment";
import { uploadCategory } from "../../../lib/upload/open-session";
import type { Attachment } from "../../../lib/jobs/attachment";
import { getAttachment } from "../../../lib/store/attachment-store";
import { appendChunk, CHUNK_BYTES } from "../../../lib/store/byte-store";
import { freshDatabase, keep } from "../store/fresh-database";
import {
  json,
  never,
  noAnswer,
  NOW_MS,
  type ScriptedAnswer,
  scriptedX,
  forEveryAccount,
} from "../x/scripted-x";
import { attachmentIn, GIF, IMAGE, SESSION, VIDEO } from "../jobs/example-records";

const OPEN = { ...SESSION, expiresAtMs: NOW_MS + 3_600_000 };
const SEGMENT_ENDS = [1, 2, 3, 3.5].map((count) => count * 1_048_576);
const SENT = { ...OPEN, segmentEnds: SEGMENT_ENDS, acknowledged: [0, 1, 2, 3] };
const invalid = () => json({ title: "Invalid Request" }, 400);
const report = (info?: object) => json({ data: { id: "77", processing_info: info } });

beforeEach(freshDatabase);

/** Keeps an attachment with its bytes, and takes steps until it rests or has to wait. */
async function run(attachment: Attachment, answers: readonly ScriptedAnswer[], leaps = 0) {
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

const pathsOf = (calls: readonly { url: string }[]) =>
  calls.map(({ url }) => new URL(url).pathname.replace("/2/media/upload", ""));

describe("what an attachment is uploaded as", () => {
  it.each([
    [IMAGE, null, "tweet_image"],
    [GIF, null, "tweet_gif"],
    [VIDEO, null, "tweet_video"],
    [VIDEO, "amplify_video", "amplify_video"],
    // What is no video cannot be an amplified one, whatever was chosen before the bytes were known.
    [IMAGE, "amplify_video", "tweet_image"],
    [GIF, "amplify_video", "tweet_gif"],
    [VIDEO, "tweet_image", "tweet_video"],
  ] as const)("%j, asked for as %s: %s", (media, category, wanted) => {
    const options = { category, additionalOwners: [] };
    expect(uploadCategory(media.category, options)).toBe(wanted);
  });
});

describe("a segmented upload", () => {
  it("is opened, sent, finalized, and polled no earlier than X asks", async () => {
    const ok = () => new Response(null, { status: 204 });
    const opened = json({ data: { id: "77" } });
    const { attachment, calls, nowMs } = await run(attachmentIn("uploading"), [
      opened,
      ok,
      ok,
      ok,
      ok,
      ok,
      report({ state: "pending", check_after_secs: 7 }),
    ]);
    expect(pathsOf(calls)).toEqual([
      "/initialize",
      ...Array<string>(5).fill("/77/append"),
      "/77/finalize",
    ]);
    expect(attachment).toMatchObject({ state: "processing", nextCheckAtMs: nowMs + 7000 });
  });

  it("that X had finalized before the worker died is not sent again, only asked about", async () => {
    const { attachment, calls } = await run(attachmentIn("uploading", { session: SENT }), [
      invalid(),
      report({ state: "succeeded" }),
    ]);
    expect(pathsOf(calls)).toEqual(["/77/finalize", ""]);
    expect(attachment).toMatchObject({ state: "ready", mediaId: "77", mediaKey: "7_77" });
  });

  it("that X does not know at all fails with what finalize said", async () => {
    const { attachment } = await run(attachmentIn("uploading", { session: SENT }), [
      json({ title: "Segments missing" }, 400),
      json({ title: "Not found" }, 400),
    ]);
    expect(attachment).toMatchObject({
      state: "failed",
      error: { code: "invalid-request", server: { title: "Segments missing" } },
      resume: { from: "upload", session: null },
    });
  });

  it("whose session has lapsed is begun anew, but not for ever", async () => {
    const session = { ...OPEN, expiresAtMs: NOW_MS };
    const opened = () => json({ data: { id: "78" } });
    const { attachment } = await run(attachmentIn("uploading", { session }), [
      opened,
      noAnswer,
      noAnswer,
    ]);
    expect(attachment).toMatchObject({ session: { mediaId: "78" }, freshUploads: 1 });
    const often = attachmentIn("uploading", { session, freshUploads: 2 });
    expect((await run(often, [])).attachment).toMatchObject({
      state: "failed",
      error: { code: "media-refused", stage: "upload" },
      resume: { from: "upload", session: null },
    });
  });

  it("whose stored bytes have vanished fails as that, and is captured anew on retry", async () => {
    await keep({ attachments: [attachmentIn("uploading", { session: OPEN })] });
    const { connection } = scriptedX();
    const effects = {
      x: forEveryAccount(connection),
      capture: () => Promise.reject(new Error("No page")),
      convert: () => Promise.reject(new Error("Nothing to convert")),
      drawThumbnail: () => Promise.resolve(null),
      sleepUntil: () => Promise.resolve(),
      random: () => 0,
    };
    await stepAttachment("picture", effects, never);
    expect(await getAttachment("picture")).toMatchObject({
      state: "failed",
      error: { code: "bytes-gone" },
      resume: { from: "capture" },
    });
  });

  it("is tried six times in a row, and any progress begins the count anew", async () => {
    const ok = () => new Response(null, { status: 204 });
    const answers = Array<ScriptedAnswer>(30).fill(noAnswer);
    // Two segments fail together; then one at a time finds out whether X is there again.
    answers[6] = ok;
    const uploading = attachmentIn("uploading", { session: OPEN });
    const { attachment, failuresInARow } = await run(uploading, answers, 20);
    expect(failuresInARow).toEqual([1, 2, 3, 4, 5, 1, 2, 3, 4, 5]);
    expect(attachment).toMatchObject({
      state: "failed",
      error: { code: "network" },
      resume: { from: "upload", session: { acknowledged: [0] } },
    });
  });
});

describe("processing", () => {
  const processing = attachmentIn("processing", {
    session: SENT,
    nextCheckAtMs: NOW_MS,
    deadlineAtMs: NOW_MS + 60_000,
  });

  it("that never ends is given up at its deadline, and can be waited for again", async () => {
    const working = () => report({ state: "in_progress", check_after_secs: 5 });
    const { attachment, calls, nowMs } = await run(processing, Array(50).fill(working), 50);
    expect(attachment).toMatchObject({
      state: "failed",
      error: { code: "processing-timeout" },
      resume: { from: "processing" },
    });
    expect(calls).toHaveLength(13);
    expect(nowMs).toBe(NOW_MS + 60_000);
  });

  it("that X calls failed keeps X's words", async () => {
    const error = { code: 1, name: "InvalidMedia", message: "Bad" };
    const { attachment } = await run(processing, [report({ state: "in_progress", error })]);
    expect(attachment).toMatchObject({
      state: "failed",
      error: { code: "processing-failed", server: { code: "1", name: "InvalidMedia" } },
      resume: { from: "conversion", conversion: { because: "refused" } },
    });
  });

  it("goes on where it was after the connection was lost for a while", async () => {
    const fails = Array<ScriptedAnswer>(6).fill(noAnswer);
    const { attachment } = await run(processing, fails, 10);
    expect(attachment).toMatchObject({
      state: "failed",
      error: { code: "network", stage: "processing" },
      resume: { from: "processing", session: SENT },
    });
  });
});
