import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { toJobError } from "../../../lib/errors/job-error";
import { getAttachment } from "../../../lib/store/attachment-store";
import {
  appendChunk,
  CHUNK_BYTES,
  countStoredBytes,
  deleteBytes,
} from "../../../lib/store/byte-store";
import { readBytes } from "../../../lib/store/read-bytes";
import { watchOwnChanges } from "../../../lib/store/change-notice";
import { attachmentIn, MARK } from "../jobs/example-records";
import { freshDatabase, keep } from "./fresh-database";
import { readAllBytes } from "./read-all-bytes";

const TRANSFER = { doneBytes: 1, totalBytes: null, bytesPerSecond: 1 };

beforeEach(async () => {
  await freshDatabase();
  await keep({ attachments: [attachmentIn("capturing", { id: "a" })] });
});

afterEach(() => vi.restoreAllMocks());

/** Bytes that differ at every place of a run and between runs. */
function pattern(length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 10)) & 0xff);
}

async function storeRuns(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    const run = new Blob([bytes.subarray(start, start + CHUNK_BYTES)]);
    expect(await appendChunk("a", start, run, TRANSFER, 1)).toBe(true);
  }
}

const contentOf = async (blob: Blob) => Buffer.from(await blob.arrayBuffer());

describe("stored bytes", () => {
  it("come back in any range, over any number of runs", async () => {
    const bytes = pattern(3 * CHUNK_BYTES + 777);
    await storeRuns(bytes);
    const anyPlace = fc.oneof(
      fc.integer({ min: 0, max: bytes.length }),
      fc
        .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: -2, max: 2 }))
        .map(([run, off]) => Math.min(bytes.length, Math.max(0, run * CHUNK_BYTES + off))),
    );
    await fc.assert(
      fc.asyncProperty(anyPlace, anyPlace, async (one, other) => {
        const [start, end] = one < other ? [one, other] : [other, one];
        const range = Buffer.from(await readBytes("a", start, end));
        expect(range.equals(bytes.subarray(start, end))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it("come back as one", async () => {
    const bytes = pattern(CHUNK_BYTES + 5);
    await storeRuns(bytes);
    const all = await readAllBytes("a");
    expect(all && (await contentOf(all)).equals(bytes)).toBe(true);
  });

  it("count as the start of a file in full runs without a gap", async () => {
    expect(await countStoredBytes("a")).toBe(0);
    await storeRuns(pattern(2 * CHUNK_BYTES + 5));
    expect(await countStoredBytes("a")).toBe(2 * CHUNK_BYTES);
    await appendChunk("a", 4 * CHUNK_BYTES, new Blob([pattern(CHUNK_BYTES)]), TRANSFER, 1);
    expect(await countStoredBytes("a")).toBe(2 * CHUNK_BYTES);
  });

  it("of another attachment are not among them", async () => {
    await keep({ attachments: [attachmentIn("capturing", { id: "b" })] });
    await storeRuns(pattern(10));
    await appendChunk("b", 0, new Blob(["bbb"]), TRANSFER, 1);
    expect((await readAllBytes("a"))?.size).toBe(10);
    await deleteBytes("a");
    expect(await readAllBytes("a")).toBeNull();
    expect((await readAllBytes("b"))?.size).toBe(3);
  });

  it("that are missing are an error, never a shorter file", async () => {
    await storeRuns(pattern(CHUNK_BYTES));
    await appendChunk("a", 2 * CHUNK_BYTES, new Blob([pattern(100)]), TRANSFER, 1);
    for (const [start, end] of [
      [0, CHUNK_BYTES + 1],
      [CHUNK_BYTES, CHUNK_BYTES + 1],
      [0, 2 * CHUNK_BYTES + 100],
      [2 * CHUNK_BYTES, 2 * CHUNK_BYTES + 101],
    ] as const) {
      const failure = await readBytes("a", start, end).catch((error: unknown) => error);
      expect(toJobError(failure, "upload").code).toBe("bytes-gone");
    }
  });

  it("written twice at one place are there once", async () => {
    await storeRuns(pattern(10));
    await appendChunk("a", 0, new Blob(["again"]), TRANSFER, 1);
    expect(await (await readAllBytes("a"))?.text()).toBe("again");
  });
});

describe("a run of bytes", () => {
  it("is stored together with its progress, and said to have changed: from the second on, in numbers only", async () => {
    const seen: unknown[] = [];
    const stop = watchOwnChanges((notice) => seen.push(notice));
    const transfer = { doneBytes: 3, totalBytes: 9, bytesPerSecond: 5 };
    await appendChunk("a", 0, new Blob(["abc"]), transfer, 77);
    await appendChunk("a", CHUNK_BYTES, new Blob(["def"]), transfer, 77);
    stop();
    expect(await getAttachment("a")).toMatchObject({ transfer, updatedAtMs: 77 });
    expect(seen).toEqual([
      { table: "attachments", id: "a", isProgress: false },
      { table: "attachments", id: "a", isProgress: true },
    ]);
  });

  it("that begins a download takes the place of what an earlier one has stored, and notes how it can go on", async () => {
    await storeRuns(pattern(2 * CHUNK_BYTES));
    const begins = { mark: MARK };
    expect(await appendChunk("a", 0, new Blob(["abc"]), TRANSFER, 7, begins)).toBe(true);
    expect(await (await readAllBytes("a"))?.text()).toBe("abc");
    expect(await getAttachment("a")).toMatchObject({ mark: MARK, transfer: TRANSFER, early: null });
  });

  it("is not stored for an attachment that no longer wants it, or is gone", async () => {
    await keep({
      attachments: [attachmentIn("cancelled", { id: "b" }), attachmentIn("uploading", { id: "c" })],
    });
    for (const id of ["b", "c", "nobody"]) {
      expect(await appendChunk(id, 0, new Blob(["abc"]), TRANSFER, 1)).toBe(false);
      expect(await readAllBytes(id)).toBeNull();
    }
  });

  it("that the disk has no room for is told as a full storage", async () => {
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("No room", "QuotaExceededError");
    });
    const failure = await appendChunk("a", 0, new Blob(["abc"]), TRANSFER, 1).catch(
      (error: unknown) => error,
    );
    expect(toJobError(failure, "capture")).toMatchObject({
      code: "storage-full",
      stage: "capture",
    });
    vi.restoreAllMocks();
    expect(await readAllBytes("a")).toBeNull();
  });
});
