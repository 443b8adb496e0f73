import { beforeEach, describe, expect, it } from "vitest";
import { FIRST_RUNG } from "../../../lib/capture/site/fetch-rungs";
import { getAttachment } from "../../../lib/store/attachment-store";
import { updateAttachment } from "../../../lib/store/update-attachment";
import {
  appendChunk,
  CHUNK_BYTES,
  deleteBytes,
  listStoredBytes,
  replaceBytes,
} from "../../../lib/store/byte-store";
import { readBytes } from "../../../lib/store/read-bytes";
import {
  beginConvertedBytes,
  openConvertedBytes,
  putConvertedRun,
  storeConverted,
} from "../../../lib/store/converted-bytes";
import { attachmentIn, CONVERSION, VIDEO } from "../jobs/example-records";
import { freshDatabase, keep } from "./fresh-database";
import { readAllBytes, toBlob } from "./read-all-bytes";

const CONVERTED = { type: "converted", media: VIDEO, thumbnail: null } as const;
const run = (letter: string, length = CHUNK_BYTES) =>
  new TextEncoder().encode(letter.repeat(length));

/** An attachment that converts: two runs of "s", of which the second is short, are its source. */
beforeEach(async () => {
  await freshDatabase();
  await keep({ attachments: [attachmentIn("capturing", { id: "a" })] });
  const transfer = { doneBytes: 1, totalBytes: null, bytesPerSecond: 1 };
  await appendChunk("a", 0, new Blob([run("s")]), transfer, 1);
  await appendChunk("a", CHUNK_BYTES, new Blob([run("s", 10)]), transfer, 1);
  await updateAttachment("a", { type: "conversion-needed", conversion: CONVERSION }, 2);
});

/** How often each letter stands in a file. */
async function lettersOf(blob: Blob | null): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const letter of await (blob ?? new Blob()).text()) {
    counts[letter] = (counts[letter] ?? 0) + 1;
  }
  return counts;
}

describe("a converted file", () => {
  it("is out of sight behind its source until it takes its place, in any number of runs", async () => {
    const base = await beginConvertedBytes("a");
    expect(await putConvertedRun("a", base, 0, run("c"))).toBe(true);
    expect(await putConvertedRun("a", base, CHUNK_BYTES, run("c", 5))).toBe(true);
    expect(await lettersOf(await readAllBytes("a"))).toEqual({ s: CHUNK_BYTES + 10 });
    expect(await lettersOf(await toBlob(await openConvertedBytes("a")))).toEqual({
      c: CHUNK_BYTES + 5,
    });

    expect(await storeConverted("a", CONVERTED, 3)).toBe(true);
    expect(await getAttachment("a")).toMatchObject({ state: "uploading", media: VIDEO });
    expect(await lettersOf(await readAllBytes("a"))).toEqual({ c: CHUNK_BYTES + 5 });
    const part = await readBytes("a", CHUNK_BYTES - 2, CHUNK_BYTES + 3);
    expect(new TextDecoder().decode(part)).toBe("ccccc");
    await expect(readBytes("a", 0, CHUNK_BYTES + 6)).rejects.toMatchObject({
      name: "NotFoundError",
    });
  });

  it("replaces a run that is written again", async () => {
    const base = await beginConvertedBytes("a");
    await putConvertedRun("a", base, 0, run("x"));
    await putConvertedRun("a", base, 0, run("c"));
    expect(await lettersOf(await toBlob(await openConvertedBytes("a")))).toEqual({
      c: CHUNK_BYTES,
    });
  });

  it("begins anew over what an earlier try has left", async () => {
    const first = await beginConvertedBytes("a");
    await putConvertedRun("a", first, 0, run("x"));
    await putConvertedRun("a", first, CHUNK_BYTES, run("x"));
    const second = await beginConvertedBytes("a");
    await putConvertedRun("a", second, 0, run("c", 3));
    await storeConverted("a", CONVERTED, 3);
    expect(await lettersOf(await readAllBytes("a"))).toEqual({ c: 3 });
  });

  it("can be converted once more", async () => {
    await putConvertedRun("a", await beginConvertedBytes("a"), 0, run("c", 3));
    await storeConverted("a", CONVERTED, 3);
    await keep({ attachments: [attachmentIn("converting", { id: "a" })] });
    await putConvertedRun("a", await beginConvertedBytes("a"), 0, run("d", 4));
    expect(await lettersOf(await readAllBytes("a"))).toEqual({ c: 3 });
    await storeConverted("a", CONVERTED, 4);
    expect(await lettersOf(await readAllBytes("a"))).toEqual({ d: 4 });
  });

  it("of an attachment that has no bytes of its own (a video's frame) are its bytes", async () => {
    await keep({ attachments: [attachmentIn("converting", { id: "frame" })] });
    await putConvertedRun("frame", await beginConvertedBytes("frame"), 0, run("f", 7));
    await storeConverted("frame", CONVERTED, 3);
    expect(await lettersOf(await readAllBytes("frame"))).toEqual({ f: 7 });
    expect(await lettersOf(await readAllBytes("a"))).toEqual({ s: CHUNK_BYTES + 10 });
  });

  it("is not wanted by what was cancelled or deleted, and leaves the source alone", async () => {
    const base = await beginConvertedBytes("a");
    await putConvertedRun("a", base, 0, run("c", 3));
    await updateAttachment("a", { type: "cancelled" }, 3);
    expect(await putConvertedRun("a", base, CHUNK_BYTES, run("c"))).toBe(false);
    expect(await storeConverted("a", CONVERTED, 4)).toBe(false);
    expect(await getAttachment("a")).toMatchObject({ state: "cancelled" });
    expect(await putConvertedRun("gone", 0, 0, run("c"))).toBe(false);
  });

  it("is freed with its source", async () => {
    await putConvertedRun("a", await beginConvertedBytes("a"), 0, run("c"));
    await deleteBytes("a");
    expect(await listStoredBytes()).toEqual([]);
  });
});

describe("bytes that take the place of captured ones", () => {
  it("are all that is stored, and what was captured is never gone on with", async () => {
    const mark = { validator: '"1"', totalBytes: 9, rung: FIRST_RUNG };
    await keep({ attachments: [attachmentIn("capturing", { id: "a", mark })] });
    await replaceBytes("a", run("n", CHUNK_BYTES + 1), 5);
    expect(await lettersOf(await readAllBytes("a"))).toEqual({ n: CHUNK_BYTES + 1 });
    expect(await getAttachment("a")).toMatchObject({ state: "capturing", mark: null });
  });

  it("are not wanted once the capture has ended", async () => {
    await replaceBytes("a", run("n", 1), 5);
    expect(await lettersOf(await readAllBytes("a"))).toEqual({ s: CHUNK_BYTES + 10 });
  });
});
