import { randomBytes } from "node:crypto";

/** A PNG by its first bytes, 640 by 480; the rest is noise. */
export function pngBytes(totalBytes = 1000): Buffer {
  const bytes = randomBytes(totalBytes);
  bytes.write("89504e470d0a1a0a0000000d49484452", "hex");
  bytes.writeUInt32BE(640, 16);
  bytes.writeUInt32BE(480, 20);
  return bytes;
}

/** An MP4 by its first bytes. */
export function mp4Bytes(totalBytes = 3000): Buffer {
  const bytes = randomBytes(totalBytes);
  bytes.write("\0\0\0\x18ftypisom", "latin1");
  return bytes;
}

/** A GIF by its first bytes. */
export function gifBytes(totalBytes = 2000): Buffer {
  const bytes = randomBytes(totalBytes);
  bytes.write("GIF89a", "latin1");
  return bytes;
}
