import { crc32 } from "./crc32";

/** Chunks that the picture is made of: with a wrong checksum some decoders show it, and others do not. */
export const CHECKED_CHUNKS: ReadonlySet<string> = new Set([
  "IHDR",
  "PLTE",
  "IDAT",
  "acTL",
  "fcTL",
  "fdAT",
]);

/** Whether the checksum at `end` is that of the type and data before it. */
export function hasChecksum(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  end: number,
): boolean {
  return crc32(bytes.subarray(start, end)) === view.getUint32(end);
}
