import { beforeEach, expect, it, vi } from "vitest";
import { appendChunk, CHUNK_BYTES } from "../../../lib/store/byte-store";
import { type Arrivals, SegmentReader } from "../../../lib/upload/segment-reader";
import { attachmentIn } from "../jobs/example-records";
import { freshDatabase, keep } from "../store/fresh-database";

const TRANSFER = { doneBytes: 1, totalBytes: null, bytesPerSecond: 1 };
const ACROSS = { index: 0, startByte: CHUNK_BYTES / 2, endByte: 2 * CHUNK_BYTES };

beforeEach(async () => {
  await freshDatabase();
  await keep({ attachments: [attachmentIn("capturing", { id: "a" })] });
  for (const run of [0, 1]) {
    const blob = new Blob([new Uint8Array(CHUNK_BYTES).fill(run)]);
    await appendChunk("a", run * CHUNK_BYTES, blob, TRANSFER, 0);
  }
});

it("tells of the bodies that are made of what was stored, by as much as they hold", async () => {
  const noteBody = vi.fn<(bytes: number) => void>();
  const reader = new SegmentReader("a", null, noteBody);
  const body = new Uint8Array(await (await reader.read(ACROSS)).arrayBuffer());
  expect([body.byteLength, body[0], body.at(-1)]).toEqual([1.5 * CHUNK_BYTES, 0, 1]);
  expect(noteBody.mock.calls).toEqual([[1.5 * CHUNK_BYTES]]);
});

it("leaves to the capture's collector what it has just stored", async () => {
  const noteBody = vi.fn<(bytes: number) => void>();
  const arrived = [new Blob([new Uint8Array(CHUNK_BYTES / 2)]), new Blob(["x"])];
  const arrivals: Arrivals = { availableBytes: 0, more: async () => {}, take: () => arrived };
  const body = await new SegmentReader("a", arrivals, noteBody).read(ACROSS);
  expect(body.size).toBe(CHUNK_BYTES / 2 + 1);
  expect(noteBody).not.toHaveBeenCalled();
});
