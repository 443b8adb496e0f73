/** All of a file, or a part of one. */
export interface FilePart {
  readonly url: string;
  /** Null: all of the file. */
  readonly range: { readonly startByte: number; readonly totalBytes: number } | null;
}

/** A piece of a stream: some seconds of picture, of sound, or of both. */
export interface StreamPiece extends FilePart {
  /** As the list says, in milliseconds. */
  readonly durationMs: number;
  /** What fragmented MP4 and WEBM begin with; null for what needs nothing before it. */
  readonly head: FilePart | null;
  /** Pieces of one clock have times that go on; a new clock is a discontinuity. Counted from 0. */
  readonly clock: number;
}

/** The pieces of one rendition. */
export interface PieceList {
  readonly isEncrypted: boolean;
  /** Nothing more will come; else the stream is live, and these are the pieces that are listed now. */
  readonly isComplete: boolean;
  /** When the first piece begins, on the time line that picture and sound share. */
  readonly startMs: number;
  readonly pieces: readonly StreamPiece[];
}

/**
 * Where the pieces of a rendition are found: listed already, in a playlist, in an index inside the one file, or in one
 * place after the other, each with a clock of its own.
 */
export type PieceSource =
  | {
      readonly in: "periods";
      readonly periods: readonly { readonly clock: number; readonly from: PieceSource }[];
    }
  | { readonly in: "list"; readonly list: PieceList }
  | { readonly in: "playlist"; readonly url: string }
  | { readonly in: "index"; readonly head: FilePart; readonly index: FilePart };

/** One of the qualities in which a stream's picture is offered. */
export interface PictureRendition {
  readonly from: PieceSource;
  /** At its highest, in bits a second. */
  readonly bitsPerSecond: number;
  /** 0 where the list does not say. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** As the list names them, without spaces; empty where it does not. */
  readonly codecs: readonly string[];
  /** The group of {@link SoundRendition}s that belongs to it; null: its pieces hold the sound, if there is any. */
  readonly soundGroup: string | null;
}

/** One of the sounds of a stream. */
export interface SoundRendition {
  /** Null: the pieces of its picture hold it. */
  readonly from: PieceSource | null;
  readonly group: string;
  /** A language tag; empty where the list does not say. */
  readonly language: string;
  /** As the list has it; may be empty. */
  readonly name: string;
  readonly isDefault: boolean;
  readonly bitsPerSecond: number;
  readonly codecs: readonly string[];
}

/** The subtitles of a stream in one language. */
export interface SubtitleRendition {
  readonly from: PieceSource;
  /** Both as of a {@link SoundRendition}. */
  readonly language: string;
  readonly name: string;
}

/** What a stream offers to choose from. */
export interface StreamOffer {
  readonly isEncrypted: boolean;
  readonly pictures: readonly PictureRendition[];
  readonly sounds: readonly SoundRendition[];
  readonly subtitles: readonly SubtitleRendition[];
  /** What the times of the subtitles count: the clock of the pieces (HLS), or the time line of the list (DASH). */
  readonly subtitlesCount: "clock" | "list";
  /** Lists of the stream that are neither picture nor sound: subtitles, and pictures for seeking. */
  readonly besideUrls: readonly string[];
}
