import type { JobError } from "../errors/job-error";
import type { StreamTracks } from "../media/stream-tracks";

/**
 * How the bytes are reached: decoded from the address itself, read inside the page, fetched by the
 * worker, taken from a file that the person has chosen, or, where the address is of no use, drawn as the page
 * shows them; `none` where no extension may read.
 */
export type CaptureWay = "inline" | "page" | "worker" | "file" | "screen" | "none";

/**
 * What was clicked, and where; for a chosen file the title is its name, and there is no address.
 * Survives restarts; a `data:` address is dropped once its bytes are stored.
 */
export interface CaptureSource {
  readonly element: "image" | "video";
  readonly url: string;
  readonly pageUrl: string;
  readonly pageTitle: string;
  readonly tabId: number;
  readonly frameId: number;
  readonly way: CaptureWay;
  /** The match pattern that the worker's fetch needs, for example `https://cdn.example/*`; null when none. */
  readonly neededOrigin: string | null;
  /** The picture's size as the page shows it, to tell a placeholder from the picture; null when unknown. */
  readonly shownSize: PixelSize | null;
  /** What the page lists beside what it shows; absent before the page was asked. */
  readonly offer?: PageOffer;
  /** The name that a scan of the page gave the element; absent for what was clicked. Forgotten by the page when it is left. */
  readonly key?: string;
  /** The page in the frame that holds the element; absent where that is the tab's own page. */
  readonly frameUrl?: string;
  /** As the element or its page names it; empty for the browser's default, absent before the page was asked. */
  readonly referrerPolicy?: string;
  /** Who has made it, as the page says, at most 120 characters; absent where it names nobody. */
  readonly credit?: string;
  /** The browser does not show this address: a page merely names it. It is never asked for in the person's name. */
  readonly isOffered?: boolean;
  /** Nobody could tell whether the page shows what lies at the address: it is asked for without cookies. */
  readonly isUnvouched?: boolean;
  /** It is a frame of the video at the address, taken at this moment: milliseconds from the video's start. */
  readonly frameAtMs?: number;
  /** The stream that the person has chosen among several that a page plays; absent: none yet. */
  readonly streamUrl?: string;
  /** What can be chosen of the stream that was captured; absent for nothing. */
  readonly tracks?: StreamTracks;
  /** The person wants all of it, of which a part is fetched otherwise. */
  readonly wantsAll?: boolean;
  /** The sound of it that the person has chosen; absent: none yet. */
  readonly soundId?: string;
  /** What was taken is another version than the one shown, or was asked for with cookies: the person has not seen it yet. */
  readonly isUnseen?: boolean;
  /** What was taken are the pixels that the page shows: its file could not be had. */
  readonly isFromScreen?: boolean;
  /** What was taken is another picture than the one that the page shows, as far as the two can be compared. */
  readonly isOther?: boolean;
  /** The pixels that the page shows are taken: the person has chosen them, or they are of another picture than the address. */
  readonly wantsScreen?: boolean;
  /** Which of its versions was taken, the best being 0; absent before one was begun. */
  readonly version?: number;
  /** Better versions than that could not be converted, the last of them for this reason; absent: none was tried. */
  readonly refused?: { readonly firstVersion: number; readonly error: JobError };
}

/** What a page lists for an image or a video beside the version that it shows. */
export interface PageOffer {
  /** Of a video that a player feeds: how long it is, and which playlists and films the page has loaded. */
  readonly film?: FilmOffer;
  /** Addresses of better versions, best first; at most 3, absolute. */
  readonly urls: readonly string[];
  /** What the page shows only keeps the place, and must not be posted instead of them. */
  readonly shownIsPlaceholder: boolean;
  /** An encrypted video: its file is of no use. */
  readonly isProtected: boolean;
  /** The page in the frame that holds the element. */
  readonly frameUrl: string;
}

/** A film that a page plays. */
export interface FilmOffer {
  /** Null where it is not known, or has no end. */
  readonly durationMs: number | null;
  readonly isLive: boolean;
  /** Where it stood at the click. */
  readonly atMs: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** The page's language; empty where it does not say. */
  readonly language: string;
  /** At most 20, the latest first. */
  readonly loaded: readonly { readonly url: string; readonly kind: "list" | "film" }[];
}

/** A size in image pixels. */
export interface PixelSize {
  readonly widthPx: number;
  readonly heightPx: number;
}
