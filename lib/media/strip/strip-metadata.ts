import type { MediaBytes } from "../media-bytes";
import type { MediaType } from "../media-info";
import { stripJpeg } from "./strip-jpeg";
import { stripPng } from "./strip-png";
import { stripWebp } from "./strip-webp";

/** A larger picture is drawn anew in any case, and loses its metadata with that. */
const MAX_STRIPPED_BYTES = 32 * 1024 * 1024;

/**
 * A picture without location, camera and editing data, its pixels, colour profile and orientation as
 * they were; null where there is nothing to take out, or the type is not one of still pictures.
 */
export async function stripMetadata(
  picture: MediaBytes,
  mediaType: MediaType,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (picture.size > MAX_STRIPPED_BYTES) return null;
  const strip = STRIPPERS[mediaType];
  if (strip === undefined) return null;
  const parts = strip(await picture.read(0, picture.size));
  return parts === null ? null : joinBytes(parts);
}

const STRIPPERS: Partial<
  Record<MediaType, (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>[] | null>
> = {
  "image/jpeg": stripJpeg,
  "image/png": stripPng,
  "image/webp": stripWebp,
};

function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.byteLength;
  }
  return joined;
}
