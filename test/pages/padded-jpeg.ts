import { filler } from "./padded-video";

const END_OF_IMAGE_BYTES = 2;

/**
 * Makes a JPEG of exactly `totalBytes` by bytes behind the coded data of its last scan, which decoders pass
 * over; it shows the same picture. Nothing else in a JPEG would stay where hidden data are taken out.
 * Throws a RangeError when the JPEG is larger already.
 */
export function padJpeg(jpeg: Uint8Array, totalBytes: number): Uint8Array {
  if (totalBytes < jpeg.length) {
    throw new RangeError(`A JPEG of ${jpeg.length} bytes cannot become one of ${totalBytes}.`);
  }
  const padded = new Uint8Array(totalBytes);
  let offset = jpeg.length - END_OF_IMAGE_BYTES;
  padded.set(jpeg.subarray(0, offset));
  for (const chunk of filler(totalBytes - jpeg.length)) {
    // No marker among them.
    padded.set(
      chunk.map((byte) => (byte === 0xff ? 0xfe : byte)),
      offset,
    );
    offset += chunk.length;
  }
  padded.set(jpeg.subarray(-END_OF_IMAGE_BYTES), offset);
  return padded;
}
