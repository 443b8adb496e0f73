import { beforeEach, describe, expect, it } from "vitest";
import { editPicture } from "../../../lib/commands/edit-picture";
import { hideBox, lay, UNEDITED } from "../../../lib/edit/picture-edit";
import type { Attachment } from "../../../lib/jobs/attachment";
import { canFetchAgain } from "../../../lib/jobs/can-fetch-again";
import { freeForgottenBytes } from "../../../lib/runner/free-bytes";
import { getAttachment } from "../../../lib/store/attachment-store";
import { appendChunk, deleteBytes, listStoredBytes } from "../../../lib/store/byte-store";
import {
  beginConvertedBytes,
  putConvertedRun,
  storeConverted,
} from "../../../lib/store/converted-bytes";
import { deletePost } from "../../../lib/store/delete-post-record";
import { updatePost } from "../../../lib/store/post-store";
import { openOriginalBytes, requestEdit } from "../../../lib/store/request-edit";
import { updateAttachment } from "../../../lib/store/update-attachment";
import { attachmentIn, IMAGE, postIn, SOURCE, VIDEO } from "../jobs/example-records";
import { IdleRunner } from "../runner/idle-runner";
import { freshDatabase, keep } from "../store/fresh-database";
import { readAllBytes, toBlob } from "../store/read-all-bytes";

const NOW_MS = 70_000;
const CAPTURED = "as it was captured";
const PICTURE = { ...IMAGE, totalBytes: CAPTURED.length };
const TURNED = lay(UNEDITED, "right");
const HIDDEN = hideBox(UNEDITED, { left: 1, top: 2, width: 9, height: 9 }, "cover", {
  width: 40,
  height: 30,
});

let runner: IdleRunner;

beforeEach(async () => {
  await freshDatabase();
  runner = new IdleRunner();
  const capturing = attachmentIn("capturing");
  await keep({ posts: [postIn("draft")], attachments: [capturing] });
  const transfer = { doneBytes: 0, totalBytes: PICTURE.totalBytes, bytesPerSecond: 0 };
  await appendChunk("picture", 0, new Blob([CAPTURED]), transfer, 1);
  await updateAttachment("picture", { type: "captured", media: PICTURE }, 2);
});

const edit = (wanted = TURNED) => editPicture("picture", wanted, { runner, now: () => NOW_MS });
const original = async () => {
  const bytes = await openOriginalBytes("picture");
  return bytes === null ? null : (await toBlob(bytes)).text();
};
const bytes = async () => (await readAllBytes("picture"))?.text();

/** What the hidden page makes of it, and the worker stores. */
async function draw(drawn: string): Promise<boolean> {
  const attachment = await getAttachment("picture");
  if (attachment?.state !== "converting" || attachment.conversion.kind !== "edit") return false;
  const base = await beginConvertedBytes("picture");
  await putConvertedRun("picture", base, 0, new TextEncoder().encode(drawn));
  const media = { ...PICTURE, totalBytes: drawn.length };
  const { editId } = attachment.conversion;
  return storeConverted("picture", { type: "converted", media, thumbnail: null, editId }, NOW_MS);
}

describe("a picture that is edited", () => {
  it("goes to X as it was drawn, and what was captured stays beside it", async () => {
    await edit();
    expect(runner.told).toEqual([
      "interrupt attachment picture",
      "interrupt attachment picture",
      "wake attachment picture",
    ]);
    expect(await getAttachment("picture")).toMatchObject({
      state: "converting",
      conversion: { kind: "edit", edit: TURNED },
      edited: { edit: TURNED, original: PICTURE },
    });
    expect(await draw("drawn")).toBe(true);
    expect(await getAttachment("picture")).toMatchObject({ state: "uploading", session: null });
    expect([await bytes(), await original()]).toEqual(["drawn", CAPTURED]);
  });

  it("is drawn from what was captured however often it is edited", async () => {
    await edit();
    await draw("turned");
    await edit(HIDDEN);
    expect([await bytes(), await original()]).toEqual(["turned", CAPTURED]);
    await draw("hidden");
    expect([await bytes(), await original()]).toEqual(["hidden", CAPTURED]);
  });

  it("is never uploaded as an edit before, whose drawing comes late", async () => {
    await edit();
    runner.onInterrupt = () => {
      runner.onInterrupt = () => Promise.resolve();
      return draw("turned");
    };
    await edit(HIDDEN);
    expect(await getAttachment("picture")).toMatchObject({
      state: "converting",
      edited: { edit: HIDDEN },
    });
    const stale = {
      type: "converted",
      media: PICTURE,
      thumbnail: null,
      editId: "earlier",
    } as const;
    expect(await storeConverted("picture", stale, NOW_MS)).toBe(false);
  });

  it("keeps original and edit when the worker dies at any moment after Done", async () => {
    await requestEdit("picture", TURNED, "first", NOW_MS);
    await freeForgottenBytes(NOW_MS);
    expect(await original()).toBe(CAPTURED);
    await draw("drawn");
    await freeForgottenBytes(NOW_MS);
    expect([await bytes(), await original()]).toEqual(["drawn", CAPTURED]);
    expect(await listStoredBytes()).toEqual(["picture"]);
  });

  it("leaves nothing of what was captured behind when its post is gone", async () => {
    await edit();
    await draw("drawn");
    await deletePost("post");
    expect(await original()).toBeNull();
  });

  it("leaves nothing of what was captured behind when its bytes are freed", async () => {
    await edit();
    await draw("drawn");
    await deleteBytes("picture");
    expect([await original(), await listStoredBytes()]).toEqual([null, []]);
  });

  it("is left as it is where its post is on its way", async () => {
    await updatePost("post", { type: "publish-requested", holdUntilMs: null }, NOW_MS);
    await edit();
    expect(await getAttachment("picture")).toMatchObject({ state: "uploading", media: PICTURE });
    expect(runner.told).toEqual([]);
  });

  it.each<[string, Attachment]>([
    ["a video", attachmentIn("ready", { id: "other", media: VIDEO })],
    ["what is not captured yet", attachmentIn("capturing", { id: "other" })],
  ])("cannot be %s", async (_what, attachment) => {
    await keep({ attachments: [attachment] });
    await editPicture("other", TURNED, { runner, now: () => NOW_MS });
    expect(await getAttachment("other")).toEqual(attachment);
  });

  it("is not fetched again for another post once something of it was hidden", () => {
    const edited = (wanted: typeof TURNED) => ({ edit: wanted, original: PICTURE });
    expect(canFetchAgain({ source: SOURCE, edited: edited(TURNED) })).toBe(true);
    expect(canFetchAgain({ source: SOURCE, edited: edited(HIDDEN) })).toBe(false);
  });
});
