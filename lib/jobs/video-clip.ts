import type { ClipSpan } from "../media/clip-span";
import type { FilmHiding } from "../media/film-hiding";
import type { MediaInfo, SourceFile } from "../media/media-info";
import type { FilmWindow } from "../media/stream-run";

/** A video that is stored: all of it, or the part of a stream that was fetched. */
export interface OriginalVideo {
  readonly source: SourceFile;
  /** As X would get it whole; null where it would have to be converted for that. */
  readonly media: MediaInfo | null;
  /** Which part of the film was fetched; absent where all of it was. */
  readonly window?: FilmWindow;
}

/** How a clip was cut. */
export interface ClipCut {
  /** `key-frames`: its coded frames are those of the film, from a key frame on; `exact`: its picture was coded anew. */
  readonly way: "key-frames" | "exact";
  /** Where it really begins, in milliseconds from the film's beginning. */
  readonly startMs: number;
}

/** The part of a video that is to be posted, or all of it with something hidden. All of the video stays stored, so that another part can be chosen. */
export interface VideoClip {
  readonly span: ClipSpan;
  /** How long all of it is; null where nobody knows. */
  readonly filmMs: number | null;
  /** The longest clip that X takes, where it does not take all of the film; null where it does. */
  readonly longestMs: number | null;
  /** Null while it is being captured (once more). */
  readonly original: OriginalVideo | null;
  /** What is hidden in it; absent for nothing, and in records of earlier versions. */
  readonly hiding?: FilmHiding;
  /** Absent before it was cut. */
  readonly cut?: ClipCut;
}
