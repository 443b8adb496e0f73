import type { MediaBytes } from "../media-bytes";
import type { MediaType } from "../media-info";
import { stripFilm } from "./strip-film";
import { stripGif } from "./strip-gif";
import { stripJpeg } from "./strip-jpeg";
import { stripPng } from "./strip-png";
import { stripWebp } from "./strip-webp";
import { CANNOT_BE_CLEANED, type Stripped } from "./stripped";

/** X takes no larger picture: it is drawn anew in any case, and loses its metadata with that. */
const MAX_PICTURE_BYTES = 32 * 1024 * 1024;

/**
 * Looks in a picture or film for what nobody sees: location, camera, editing data, thumbnails, further
 * pictures and tracks. Pixels, samples, colour profile and orientation stay as they are. Pictures are read as
 * a whole, films in parts. Hostile bytes cost bounded work.
 *
 * @throws as `file.read`
 */
export async function stripMetadata(file: MediaBytes, mediaType: MediaType): Promise<Stripped> {
  switch (mediaType) {
    case "image/jpeg":
      return stripPicture(file, stripJpeg);
    case "image/png":
      return stripPicture(file, stripPng);
    case "image/webp":
      return stripPicture(file, stripWebp);
    case "image/gif":
      return stripPicture(file, stripGif);
    case "video/mp4":
    case "video/quicktime":
      return stripFilm(file);
    default:
      return mediaType satisfies never;
  }
}

async function stripPicture(
  file: MediaBytes,
  strip: (bytes: Uint8Array<ArrayBuffer>) => Stripped,
): Promise<Stripped> {
  if (file.size > MAX_PICTURE_BYTES) return CANNOT_BE_CLEANED;
  return strip(await file.read(0, file.size));
}
