import type { PictureEdit } from "../edit/picture-edit";
import type { ClipSpan } from "./clip-span";
import type { FilmHiding } from "./film-hiding";
import type { StoredFilmPart } from "./film-part";
import type { SourceFile } from "./media-info";
import type { FilmWindow, StreamRun } from "./stream-run";
import type { StreamTracks } from "./stream-tracks";

/**
 * Why X does not get the bytes as they are, where it takes their type: nobody can tell what is hidden in
 * them, they contradict their format, or X has refused them: then picture and sound are coded anew.
 */
export type ConversionReason = "hidden-data" | "damaged" | "refused";

/**
 * What is to be made of stored bytes so that X takes them. Stored with the attachment: after a
 * restart the conversion begins anew from the same bytes.
 *
 * - `picture`: a still picture within X's limits, or an MP4 where the picture moves.
 * - `video`: an MP4 with H.264 and AAC; `trimToMs` cuts its end off, null keeps all of it.
 * - `stream`: one film of the pieces of a stream, which is judged as any captured film is.
 * - `frame`: the frame that the video `videoId` shows at `atMs`, as a still picture.
 * - `clip`: an MP4 of a part of the video that is stored, which stays beside it, or of all of it with something hidden;
 *   also of a GIF.
 * - `edit`: what the person has made of a picture; `editId` tells it from what was made before.
 */
export type Conversion =
  | {
      readonly kind: "picture";
      readonly source: SourceFile;
      readonly because?: ConversionReason;
    }
  | {
      readonly kind: "video";
      readonly source: SourceFile;
      readonly trimToMs: number | null;
      readonly because?: ConversionReason;
    }
  | {
      readonly kind: "stream";
      /** The type is that of the first run. */
      readonly source: SourceFile;
      readonly runs: readonly StreamRun[];
      /** What is stored are samples of a film instead, with its index; then there are no runs. */
      readonly part?: StoredFilmPart;
      /** Absent where all of it was fetched. */
      readonly window?: FilmWindow;
      /** What can be chosen of it; absent for nothing. */
      readonly tracks?: StreamTracks;
    }
  | {
      readonly kind: "clip";
      /** All of the video, or what was fetched of it. */
      readonly source: SourceFile;
      /** When the source begins, from the film's beginning; absent: with it. */
      readonly startsAtMs?: number;
      readonly because?: ConversionReason;
      /** Also tells this clip from those before it. */
      readonly span: ClipSpan;
      /** Absent for nothing. Its id tells the clip from those before it, too. */
      readonly hiding?: FilmHiding;
    }
  | {
      readonly kind: "frame";
      readonly source: SourceFile;
      readonly videoId: string;
      readonly atMs: number;
    }
  | {
      readonly kind: "edit";
      readonly source: SourceFile;
      readonly edit: PictureEdit;
      readonly editId: string;
    };

/** The id of what is hidden in a clip, as an event names it. */
export function hidingIdOf({ hiding }: Extract<Conversion, { kind: "clip" }>): {
  readonly hidingId?: string;
} {
  return hiding === undefined ? {} : { hidingId: hiding.id };
}
