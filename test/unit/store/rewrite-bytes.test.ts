import { beforeEach, describe, expect, it } from "vitest";
import type { Piece } from "../../../lib/media/strip/stripped";
import { getAttachment } from "../../../lib/store/attachment-store";
import { appendChunk, CHUNK_BYTES, deleteBytes } from "../../../lib/store/byte-store";
import { readBytes } from "../../../lib/store/read-bytes";
import { overwriteRuns, rewriteCaptured } from "../../../lib/store/rewrite-bytes";
import { updateAttachment } from "../../../lib/store/update-attachment";
import { attachmentIn } from "../jobs/example-records";
import { freshDatabase, keep } from "./fresh-database";
import { readAllBytes } from "./read-all-bytes";

const TOTAL_BYTES = 2 * CHUNK_BYTES + 10;
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytesOf = (written: string) => new TextEncoder().encode(written);

/** Three runs of "s", of which the last is short. */
beforeEach(async () => {
  await freshDatabase();
  await keep({ attachments: [attachmentIn("capturing", { id: "a" })] });
  const transfer = { doneBytes: 1, totalBytes: null, bytesPerSecond: 1 };
  for (const [at, length] of [CHUNK_BYTES, CHUNK_BYTES, 10].entries()) {
    await appendChunk("a", at * CHUNK_BYTES, new Blob(["s".repeat(length)]), transfer, 1);
  }
});

const keepRange = (startByte: number, endByte: number): Piece => ({
  kind: "keep",
  startByte,
  endByte,
});
/** Puts a few bytes in over the border of the first two runs. */
const OVER_BORDER: readonly Piece[] = [
  keepRange(0, CHUNK_BYTES - 2),
  { kind: "put", bytes: bytesOf("free") },
  keepRange(CHUNK_BYTES + 2, TOTAL_BYTES),
];

describe("captured bytes that are rewritten", () => {
  it("in place change where something is put in, and nowhere else", async () => {
    const before = await getAttachment("a");
    await rewriteCaptured("a", OVER_BORDER, 5);
    expect(text(await readBytes("a", CHUNK_BYTES - 3, CHUNK_BYTES + 3))).toBe("sfrees");
    expect((await readAllBytes("a"))?.size).toBe(TOTAL_BYTES);
    // An interrupted capture goes on with them.
    expect(await getAttachment("a")).toEqual(before);
  });

  it("by two at once lose what either takes out", async () => {
    const other: readonly Piece[] = [
      keepRange(0, CHUNK_BYTES + 4),
      { kind: "zeros", byteCount: 2 },
      keepRange(CHUNK_BYTES + 6, TOTAL_BYTES),
    ];
    await Promise.all([rewriteCaptured("a", OVER_BORDER, 5), rewriteCaptured("a", other, 5)]);
    expect(text(await readBytes("a", CHUNK_BYTES - 2, CHUNK_BYTES + 7))).toBe("freess\0\0s");
  });

  it("grow by an end mark that was missing", async () => {
    await rewriteCaptured(
      "a",
      [keepRange(0, TOTAL_BYTES), { kind: "put", bytes: bytesOf("!") }],
      5,
    );
    expect(text(await readBytes("a", TOTAL_BYTES - 1, TOTAL_BYTES + 1))).toBe("s!");
  });

  it("otherwise become another file", async () => {
    await rewriteCaptured("a", [keepRange(0, 1), keepRange(TOTAL_BYTES - 2, TOTAL_BYTES)], 5);
    expect(await (await readAllBytes("a"))?.text()).toBe("sss");
  });

  it("come back with nobody who wants them no more", async () => {
    await updateAttachment("a", { type: "cancelled" }, 6);
    await deleteBytes("a");
    await rewriteCaptured("a", OVER_BORDER, 7);
    expect(await readAllBytes("a")).toBeNull();
    expect(await overwriteRuns("a", OVER_BORDER, () => true)).toBe(false);
  });
});
