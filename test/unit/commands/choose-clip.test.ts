import { beforeEach, describe, expect, it } from "vitest";
import { chooseClip } from "../../../lib/commands/choose-clip";
import { wantedSpan } from "../../../lib/jobs/clip-transition";
import { jobError } from "../../../lib/errors/job-error";
import type { Attachment } from "../../../lib/jobs/attachment";
import type { ClipSpan } from "../../../lib/media/clip-span";
import { freeForgottenBytes } from "../../../lib/runner/free-bytes";
import { getAttachment } from "../../../lib/store/attachment-store";
import { appendChunk, clipIdOf, deleteBytes, listStoredBytes } from "../../../lib/store/byte-store";
import {
  beginConvertedBytes,
  putConvertedRun,
  storeConverted,
} from "../../../lib/store/converted-bytes";
import { deletePost } from "../../../lib/store/delete-post-record";
import { updatePost } from "../../../lib/store/post-store";
import { requestClip } from "../../../lib/store/request-clip";
import { updateAttachment } from "../../../lib/store/update-attachment";
import { attachmentIn, IMAGE, postIn, SOURCE, VIDEO } from "../jobs/example-records";
import { IdleRunner } from "../runner/idle-runner";
import { freshDatabase, keep } from "../store/fresh-database";
import { readAllBytes } from "../store/read-all-bytes";

const NOW_MS = 70_000;
const FILM_MS = 4000;
const FILM = "all of the film";
const WHOLE = { ...VIDEO, totalBytes: FILM.length, durationMs: FILM_MS };
const LOST = jobError("bytes-gone", "upload");
const MIDDLE: ClipSpan = { startMs: 1000, endMs: 3000 };
const END: ClipSpan = { startMs: 3000, endMs: 4000 };

let runner: IdleRunner;

beforeEach(async () => {
  await freshDatabase();
  runner = new IdleRunner();
  await keep({ posts: [postIn("draft")], attachments: [attachmentIn("capturing")] });
  const transfer = { doneBytes: 0, totalBytes: WHOLE.totalBytes, bytesPerSecond: 0 };
  await appendChunk("picture", 0, new Blob([FILM]), transfer, 1);
  await updateAttachment("picture", { type: "captured", media: WHOLE }, 2);
});

const choose = (span: ClipSpan | null) =>
  chooseClip("picture", span, FILM_MS, { runner, now: () => NOW_MS });
const film = async () => (await readAllBytes("picture"))?.text();
const clip = async () => (await readAllBytes(clipIdOf("picture")))?.text();

/** What the hidden page cuts, and the worker stores. */
async function cut(made: string): Promise<boolean> {
  const attachment = await getAttachment("picture");
  if (attachment?.state !== "converting" || attachment.conversion.kind !== "clip") return false;
  const fileId = clipIdOf("picture");
  const base = await beginConvertedBytes(fileId);
  await putConvertedRun("picture", base, 0, new TextEncoder().encode(made), fileId);
  const media = { ...WHOLE, totalBytes: made.length };
  const { span } = attachment.conversion;
  return storeConverted("picture", { type: "converted", media, thumbnail: null, span }, NOW_MS);
}

describe("a part of a video", () => {
  it("goes to X, and all of the video stays beside it", async () => {
    await choose(MIDDLE);
    expect(runner.told).toEqual([
      "interrupt attachment picture",
      "interrupt attachment picture",
      "wake attachment picture",
    ]);
    expect(await getAttachment("picture")).toMatchObject({
      state: "converting",
      conversion: { kind: "clip", span: MIDDLE },
      clip: { span: MIDDLE, longestMs: null, original: { media: WHOLE } },
    });
    expect(await cut("middle")).toBe(true);
    expect(await getAttachment("picture")).toMatchObject({
      state: "uploading",
      session: null,
      media: { totalBytes: 6 },
    });
    expect([await film(), await clip()]).toEqual([FILM, "middle"]);
  });

  it("is cut of all of the video however often another is chosen", async () => {
    await choose(MIDDLE);
    await cut("middle");
    await choose(END);
    expect([await film(), await clip()]).toEqual([FILM, "middle"]);
    await cut("end");
    expect([await film(), await clip()]).toEqual([FILM, "end"]);
    expect(await getAttachment("picture")).toMatchObject({ clip: { span: END } });
  });

  it("is given up for all of the video, which goes out as it was captured", async () => {
    await choose(MIDDLE);
    await cut("middle");
    await choose(null);
    const whole = await getAttachment("picture");
    expect(whole).toMatchObject({ state: "uploading", media: WHOLE, session: null });
    expect(whole).not.toHaveProperty("clip");
    expect([await film(), await clip()]).toEqual([FILM, undefined]);
  });

  it("that is all of the video is all of the video", async () => {
    await choose(MIDDLE);
    await choose({ startMs: 0, endMs: FILM_MS });
    expect(await getAttachment("picture")).not.toHaveProperty("clip");
  });

  it("is never uploaded as the part that was chosen before, which is cut late", async () => {
    await choose(MIDDLE);
    runner.onInterrupt = () => {
      runner.onInterrupt = () => Promise.resolve();
      return cut("middle");
    };
    await choose(END);
    expect(await getAttachment("picture")).toMatchObject({
      state: "converting",
      clip: { span: END },
    });
    const stale = { type: "converted", media: VIDEO, thumbnail: null, span: MIDDLE } as const;
    expect(await storeConverted("picture", stale, NOW_MS)).toBe(false);
  });

  it("keeps video and part when the worker dies at any moment after the choice", async () => {
    await requestClip("picture", MIDDLE, FILM_MS, NOW_MS);
    await freeForgottenBytes(NOW_MS);
    expect(await film()).toBe(FILM);
    await cut("middle");
    await freeForgottenBytes(NOW_MS);
    expect([await film(), await clip()]).toEqual([FILM, "middle"]);
    expect(await listStoredBytes()).toEqual(["picture"]);
  });

  it("is cut once more where its bytes are lost, not posted as another film", async () => {
    await choose(MIDDLE);
    await cut("middle");
    await updateAttachment("picture", { type: "failed", error: LOST }, NOW_MS);
    const retried = await updateAttachment("picture", { type: "retried" }, NOW_MS);
    expect(retried?.attachment).toMatchObject({
      state: "converting",
      conversion: { kind: "clip", span: MIDDLE },
    });
  });

  it("is cut of what comes where the video itself has to be captured once more", async () => {
    await choose(MIDDLE);
    await updateAttachment("picture", { type: "failed", error: LOST }, NOW_MS);
    const retried = await updateAttachment("picture", { type: "retried" }, NOW_MS);
    expect(retried?.attachment).toMatchObject({ state: "capturing", clip: { original: null } });
    await updateAttachment("picture", { type: "captured", media: WHOLE }, NOW_MS);
    expect(await getAttachment("picture")).toMatchObject({
      state: "converting",
      conversion: { kind: "clip", span: MIDDLE },
      clip: { original: { media: WHOLE } },
    });
  });

  it.each([
    ["its post is deleted", () => deletePost("post")],
    ["its bytes are freed", () => deleteBytes("picture")],
  ])("leaves nothing behind when %s", async (_when, end) => {
    await choose(MIDDLE);
    await cut("middle");
    await end();
    expect([await film(), await clip(), await listStoredBytes()]).toEqual([
      undefined,
      undefined,
      [],
    ]);
  });

  it("is not chosen any more where its post is on its way", async () => {
    await updatePost("post", { type: "publish-requested", holdUntilMs: null }, NOW_MS);
    await choose(MIDDLE);
    expect(await getAttachment("picture")).toMatchObject({ state: "uploading", media: WHOLE });
    expect(runner.told).toEqual([]);
  });

  it("is all that can be chosen of a video of which X takes no more", async () => {
    const original = { source: { type: "video/mp4", totalBytes: 15 }, media: WHOLE } as const;
    const proposed = {
      type: "clip-proposed",
      filmMs: 4000,
      longestMs: 2500,
    } as const;
    await keep({ attachments: [attachmentIn("capturing")] });
    await updateAttachment("picture", { ...proposed, original }, 3);
    await choose(null);
    expect(await getAttachment("picture")).toMatchObject({
      clip: { span: { startMs: 0, endMs: 2500 } },
    });
    await choose({ startMs: 1000, endMs: 4000 });
    expect(await getAttachment("picture")).toMatchObject({
      clip: { span: { startMs: 1000, endMs: 3500 } },
    });
  });

  it.each<[string, Attachment]>([
    ["a picture", attachmentIn("ready", { id: "other", media: IMAGE })],
    ["what is not captured yet", attachmentIn("capturing", { id: "other" })],
  ])("cannot be cut of %s", async (_what, attachment) => {
    await keep({ attachments: [attachment] });
    await chooseClip("other", MIDDLE, FILM_MS, { runner, now: () => NOW_MS });
    expect(await getAttachment("other")).toEqual(attachment);
  });
});

describe("a part of a stream of which only some pieces were fetched", () => {
  const runs = [
    { carries: "picture-and-sound", startByte: 0, endByte: 15, clock: 0, atMs: 0 },
  ] as const;
  const window = { startMs: 580_000, endMs: 620_000, filmMs: 3_600_000, longestMs: 1_200_000 };
  const conversion = {
    kind: "stream",
    source: { type: "mp4-segment", totalBytes: FILM.length },
    runs,
    window,
  } as const;
  const chooseOfStream = (span: ClipSpan) =>
    chooseClip("picture", span, window.filmMs, { runner, now: () => NOW_MS });

  beforeEach(async () => {
    const film = {
      durationMs: window.filmMs,
      isLive: false,
      atMs: 600_000,
      widthPx: 0,
      heightPx: 0,
      language: "",
      loaded: [],
    };
    const offer = { film, urls: [], shownIsPlaceholder: false, isProtected: false, frameUrl: "" };
    const source = { ...SOURCE, element: "video", offer } as const;
    await keep({ attachments: [attachmentIn("converting", { source, conversion })] });
    const media = { ...WHOLE, durationMs: 40_000 };
    await storeConverted("picture", { type: "converted", media, thumbnail: null }, NOW_MS);
  });

  it("is the 30 seconds around the click, which lie somewhere in what was fetched", async () => {
    expect(await getAttachment("picture")).toMatchObject({
      state: "converting",
      conversion: {
        kind: "clip",
        span: { startMs: 585_000, endMs: 615_000 },
        startsAtMs: window.startMs,
      },
      clip: { filmMs: window.filmMs, longestMs: window.longestMs, original: { window } },
    });
  });

  it("is cut of what is there as long as that holds it", async () => {
    const span = { startMs: 580_000, endMs: 600_000 };
    await chooseOfStream(span);
    expect(await getAttachment("picture")).toMatchObject({ state: "converting", clip: { span } });
  });

  it("is fetched where it is not there", async () => {
    const span = { startMs: 100_000, endMs: 120_000 };
    await chooseOfStream(span);
    const fetched = await getAttachment("picture");
    expect(fetched).toMatchObject({ state: "capturing", clip: { span, original: null } });
    expect(fetched && wantedSpan(fetched, window)).toEqual(span);
  });

  it("becomes all of it, fetched, where X takes that and the person wants it", async () => {
    const taken = { ...window, filmMs: 600_000, endMs: 600_000, longestMs: null };
    await keep({
      attachments: [attachmentIn("converting", { conversion: { ...conversion, window: taken } })],
    });
    const media = { ...WHOLE, durationMs: 20_000 };
    await storeConverted("picture", { type: "converted", media, thumbnail: null }, NOW_MS);
    expect(await getAttachment("picture")).toMatchObject({ clip: { longestMs: null } });
    const control = { runner, now: () => NOW_MS };
    await chooseClip("picture", null, taken.filmMs, control);
    const all = await getAttachment("picture");
    expect(all).toMatchObject({ state: "capturing", source: { wantsAll: true } });
    expect(all?.clip).toBeUndefined();
  });
});
