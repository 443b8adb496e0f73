import { inspectMedia } from "../../../../lib/media/inspect-media";
import { bytesInMemory } from "../../../../lib/media/media-bytes";
import type { MediaType } from "../../../../lib/media/media-info";
import { stripMetadata } from "../../../../lib/media/strip/strip-metadata";
import { readPieces, type Stripped, totalPieceBytes } from "../../../../lib/media/strip/stripped";

type Bytes = Uint8Array<ArrayBuffer>;

/** What would be uploaded of a file; null where it would not go as it is, but be refused or made anew. */
export async function bytesToUpload(bytes: Bytes): Promise<Bytes | null> {
  const file = bytesInMemory(bytes);
  const found = await inspectMedia(file);
  if (!found.ok) return null;
  return cleanBytes(bytes, await stripMetadata(file, found.media.mediaType));
}

/** What stripping makes of a file: the same bytes where it is clean, null where it cannot be cleaned. */
export async function strippedBytes(bytes: Bytes, mediaType: MediaType): Promise<Bytes | null> {
  return cleanBytes(bytes, await stripMetadata(bytesInMemory(bytes), mediaType));
}

/** The bytes that an outcome stands for; null for `cannot-be-cleaned`. */
export async function cleanBytes(bytes: Bytes, stripped: Stripped): Promise<Bytes | null> {
  switch (stripped.outcome) {
    case "clean":
      return bytes;
    case "cleaned": {
      const { pieces } = stripped;
      return readPieces(bytesInMemory(bytes), pieces, 0, totalPieceBytes(pieces));
    }
    case "cannot-be-cleaned":
      return null;
  }
}
