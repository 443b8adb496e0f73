import type { MediaBytes } from "../media-bytes";
import { FilmWalk, type Patch } from "./film-walk";
import { MalformedFilm } from "./memory-boxes";
import { CANNOT_BE_CLEANED, PieceList, type Stripped } from "./stripped";

/**
 * Takes out of an MP4 or MOV all that is neither its picture nor its sound nor needed to play them: places,
 * times, names of devices and programs, XMP, further tracks (of positions, of motion, of other pictures),
 * previews, and what lies in free space, between the samples, and behind the end. It is overwritten where it
 * is, so that nothing moves and the file keeps its size. Reads the index and what is taken away, in
 * windows of 256 KiB, and no sample of what is kept.
 *
 * Format: ISO/IEC 14496-12 and https://developer.apple.com/documentation/quicktime-file-format.
 *
 * @throws as `file.read`
 */
export async function stripFilm(file: MediaBytes): Promise<Stripped> {
  try {
    const walk = new FilmWalk(file);
    const { patches } = await walk.advance(file.size);
    walk.finish();
    return piecesOf(patches, file.size).finish(file.size);
  } catch (failure) {
    if (failure instanceof MalformedFilm) return CANNOT_BE_CLEANED;
    throw failure;
  }
}

/**
 * The pieces of a file that some ranges of the same length are overwritten in.
 *
 * @param patches in ascending order
 */
export function piecesOf(patches: readonly Patch[], sourceBytes: number): PieceList {
  const pieces = new PieceList();
  let at = 0;
  for (const { startByte, endByte, bytes } of patches) {
    pieces.keep(at, startByte);
    if (bytes === null) pieces.zeros(endByte - startByte);
    else pieces.put(bytes);
    at = endByte;
  }
  pieces.keep(at, sourceBytes);
  return pieces;
}
