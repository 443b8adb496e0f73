import { beforeEach, describe, expect, it } from "vitest";
import { stepAttachment } from "../../../lib/runner/run-attachment";
import { uploadCategory } from "../../../lib/upload/open-session";
import { getAttachment } from "../../../lib/store/attachment-store";
import { freshDatabase, keep } from "../store/fresh-database";
import {
  forEveryAccount,
  json,
  never,
  noAnswer,
  NOW_MS,
  type ScriptedAnswer,
  scriptedX,
} from "../x/scripted-x";
import { attachmentIn, GIF, IMAGE, VIDEO } from "../jobs/example-records";
import { OPEN, pathsOf, report, runUpload, SENT } from "./run-upload";

beforeEach(freshDatabase);

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
    const { attachment, calls, nowMs } = await runUpload(attachmentIn("uploading"), [
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

  it("whose session has lapsed is begun anew, but not for ever", async () => {
    const session = { ...OPEN, expiresAtMs: NOW_MS };
    const opened = () => json({ data: { id: "78" } });
    const { attachment } = await runUpload(attachmentIn("uploading", { session }), [
      opened,
      noAnswer,
      noAnswer,
    ]);
    expect(attachment).toMatchObject({ session: { mediaId: "78" }, freshUploads: 1 });
    const often = attachmentIn("uploading", { session, freshUploads: 2 });
    expect((await runUpload(often, [])).attachment).toMatchObject({
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
    const { attachment, failuresInARow } = await runUpload(uploading, answers, 20);
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
    const { attachment, calls, nowMs } = await runUpload(processing, Array(50).fill(working), 50);
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
    const { attachment } = await runUpload(processing, [report({ state: "in_progress", error })]);
    expect(attachment).toMatchObject({
      state: "failed",
      error: { code: "processing-failed", server: { code: "1", name: "InvalidMedia" } },
      resume: { from: "conversion", conversion: { because: "refused" } },
    });
  });

  it("goes on where it was after the connection was lost for a while", async () => {
    const fails = Array<ScriptedAnswer>(6).fill(noAnswer);
    const { attachment } = await runUpload(processing, fails, 10);
    expect(attachment).toMatchObject({
      state: "failed",
      error: { code: "network", stage: "processing" },
      resume: { from: "processing", session: SENT },
    });
  });
});
