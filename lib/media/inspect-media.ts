import { type FilmFlaw, findFlaws, isEdited } from "./film/film-flaws";
import { layOutFilm } from "./film/film-times";
import { readFilm } from "./film/read-film";
import { openBoxReader } from "./iso-boxes";
import type { MediaBytes } from "./media-bytes";
import type { KnownTypeName, MediaInfo, MediaType } from "./media-info";
import type { FileDamage, MediaRefusal } from "./media-refusal";
import type { PictureFacts } from "./picture-facts";
import { readGif } from "./read-gif";
import { readJpeg } from "./read-jpeg";
import { readPng } from "./read-png";
import { readVideo } from "./read-video";
import { readWebp } from "./read-webp";
import { SNIFF_BYTES, sniffMediaType } from "./sniff-media-type";

/** What a file turned out to be, or why it cannot be posted. */
export type InspectResult =
  | {
      readonly ok: true;
      readonly media: MediaInfo;
      /** A picture that contradicts its format: what a browser decodes of it can be drawn anew. Else absent. */
      readonly isDamaged?: true;
      /** A coding inside an MP4 or MOV that X does not take, as the file names it; else absent. */
      readonly foreignCodec?: string;
      /** What else keeps an MP4 or MOV from going to X as it is; absent for nothing. */
      readonly flaws?: readonly FilmFlaw[];
      /** The samples of an MP4 are named by its index and by fragments behind it, and all of them are shown; else absent. */
      readonly isHybrid?: true;
    }
  | { readonly ok: false; readonly refusal: MediaRefusal };

/** Pictures up to this size are read as a whole; X takes none that is larger (a GIF of 15 MB). */
const MAX_PICTURE_READ_BYTES = 16 * 1024 * 1024;

const TEXT_IN_PLACE_OF_MEDIA: readonly KnownTypeName[] = ["html", "xml", "json", "text"];

/**
 * Says what a file is by its bytes, and refuses what is empty, cut short, or of a type that X does not take. A
 * picture that is damaged otherwise, and yet tells its size, may be decoded by a browser. X's limits are `checkLimits`'s business. Reads at most 16 MiB of a picture (the
 * end of a larger one is not looked for) and only the headers of a video. Hostile bytes cost bounded
 * work; the promise rejects only when the browser itself cannot read the file.
 */
export async function inspectMedia(file: MediaBytes): Promise<InspectResult> {
  const head = await file.read(0, SNIFF_BYTES);
  const sniffed = sniffMediaType(head);
  switch (sniffed.kind) {
    case "empty":
      return refuse({ code: "empty-file", details: null });
    case "unknown":
      return refuse({ code: "unsupported-type", details: { detected: "unknown" } });
    case "known": {
      const isText = TEXT_IN_PLACE_OF_MEDIA.includes(sniffed.name);
      const code = isText ? "not-media" : "unsupported-type";
      return refuse({ code, details: { detected: sniffed.name } });
    }
    case "accepted":
      return inspectAccepted(file, sniffed.mediaType);
    default:
      return sniffed satisfies never;
  }
}

async function inspectAccepted(file: MediaBytes, mediaType: MediaType): Promise<InspectResult> {
  if (mediaType === "video/mp4" || mediaType === "video/quicktime") {
    return inspectVideo(file, mediaType);
  }
  const bytes = await file.read(0, MAX_PICTURE_READ_BYTES);
  const isWhole = bytes.length === file.size;
  const facts = readPicture(mediaType, bytes, file.size);
  const damage = await judgeDamage(mediaType, bytes, facts.damage);
  const isDrawable = (facts.widthPx ?? 0) > 0 && (facts.heightPx ?? 0) > 0;
  if (damage !== null && (damage === "malformed" ? !isDrawable : isWhole)) {
    return refuseDamaged(file, mediaType, damage);
  }
  const isGif = mediaType === "image/gif";
  return {
    ok: true,
    media: {
      mediaType,
      category: isGif ? "tweet_gif" : "tweet_image",
      totalBytes: file.size,
      widthPx: facts.widthPx,
      heightPx: facts.heightPx,
      frameCount: isGif && isWhole && damage === null ? facts.frameCount : null,
      durationMs: null,
      isAnimated: facts.isAnimated,
    },
    ...(damage === "malformed" && { isDamaged: true }),
  };
}

/** A PNG has to be unpacked to tell whether its pixels are there without its end. */
async function judgeDamage(
  mediaType: MediaType,
  bytes: Uint8Array<ArrayBuffer>,
  damage: FileDamage | null,
): Promise<FileDamage | null> {
  if (mediaType !== "image/png" || damage !== "ends-early") return damage;
  const { judgeCutPng } = await import("./png-pixels");
  return judgeCutPng(bytes);
}

function readPicture(
  mediaType: Exclude<MediaType, `video/${string}`>,
  bytes: Uint8Array,
  totalBytes: number,
): PictureFacts {
  switch (mediaType) {
    case "image/jpeg":
      return readJpeg(bytes);
    case "image/png":
      return readPng(bytes);
    case "image/webp":
      return readWebp(bytes, totalBytes);
    case "image/gif":
      return readGif(bytes);
    default:
      return mediaType satisfies never;
  }
}

async function inspectVideo(
  file: MediaBytes,
  mediaType: Extract<MediaType, `video/${string}`>,
): Promise<InspectResult> {
  const facts = await readVideo(openBoxReader(file));
  if (facts.damage !== null) return refuseDamaged(file, mediaType, facts.damage);
  if (facts.isAudioOnly) {
    return refuse({ code: "unsupported-type", details: { detected: "m4a" } });
  }
  const film = await readFilm(file);
  const times = film && layOutFilm(film);
  const shownMs = times && Math.round((times.endSecs - times.startSecs) * 1000);
  const media: MediaInfo = {
    mediaType,
    category: "tweet_video",
    totalBytes: file.size,
    widthPx: facts.widthPx,
    heightPx: facts.heightPx,
    frameCount: null,
    durationMs: shownMs ?? facts.durationMs,
    isAnimated: true,
  };
  const flaws = film && times ? findFlaws(film, times, media) : [];
  return {
    ok: true,
    media,
    ...(facts.foreignCodec === null ? {} : { foreignCodec: facts.foreignCodec }),
    ...(flaws.length === 0 ? {} : { flaws }),
    ...(film?.isHybrid === true && !isEdited(flaws) && { isHybrid: true }),
  };
}

function refuse(refusal: MediaRefusal): InspectResult {
  return { ok: false, refusal };
}

function refuseDamaged(
  file: MediaBytes,
  mediaType: MediaType,
  damage: "ends-early" | "malformed",
): InspectResult {
  return refuse({
    code: "truncated-file",
    details: { mediaType, damage, totalBytes: file.size },
  });
}
