/** An element of a page: what was clicked, or what a scan has found. */
export interface PageTarget {
  /** Empty where the browser did not tell it: then that of the element. */
  readonly srcUrl: string;
  readonly element: "image" | "video";
  /** The name that a scan gave the element; null for what was clicked. */
  readonly key: string | null;
}

/** What the worker and the popup ask the script in a frame; {@link PageAnswers} has the answers. */
export type PageRequest =
  /** What the page says about an element. */
  | { readonly type: "describe"; readonly target: PageTarget }
  /** All images and videos in the frame. */
  | { readonly type: "scan"; readonly bounds: ScanBounds }
  /** What an earlier scan has found under a key. */
  | { readonly type: "look-up"; readonly key: string }
  /** An element's bytes, which come as {@link CapturePart}s before the answer. */
  | {
      readonly type: "read";
      readonly target: PageTarget;
      readonly download: PageDownload;
      readonly report: PageReport;
    }
  /** The pixels that an element shows, which come as the bytes of a file do. */
  | { readonly type: "draw"; readonly target: PageTarget; readonly report: PageReport }
  /** Where an element stands in the window. */
  | { readonly type: "place"; readonly target: PageTarget };

/** The answer to each {@link PageRequest}, by its type. */
export interface PageAnswers {
  readonly describe: PageDescription;
  readonly scan: FrameScan;
  /** Null when the page was left since the scan. */
  readonly "look-up": LookedUp | null;
  readonly read: PageReading;
  readonly draw: PageReading;
  /** Null where it shows nothing, or is out of sight. */
  readonly place: PagePlace | null;
}

/** What of an element is in sight, in CSS pixels of the tab's window. */
export interface PagePlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** The window's own width, scroll bar included. */
  readonly windowWidth: number;
}

/** What the script in a frame answers; `ok` false: it has thrown an error of that name. */
export type PageReply =
  | { readonly ok: true; readonly answer: PageAnswers[keyof PageAnswers] }
  | { readonly ok: false; readonly errorName: string };

/** What the page says about the picture. Every text is the page's own, at most 65536 characters. */
export interface PageDescription {
  readonly altText: string;
  /** Who has made it; at most 120 characters, empty where the page names nobody. */
  readonly credit: string;
  readonly pageTitle: string;
  /** The natural size; null for what is not loaded. */
  readonly shownSize: { readonly widthPx: number; readonly heightPx: number } | null;
  /** Whether the element was found, and shows the picture or film at its address. */
  readonly isShown: boolean;
  /** What the element shows may be something else all the same; see `isDoubtful`. */
  readonly isDoubtful: boolean;
  /** The element was clicked, and shows another picture than the one at its address; see `isReplaced`. */
  readonly isReplaced: boolean;
  /** See `lookOf`; null for what is not loaded, no image, or not to be read by the page. */
  readonly look: readonly number[] | null;
  /** As the element says, else as the page's `<meta>` does, word for word; empty where neither does. A header is out of sight. */
  readonly referrerPolicy: string;
  /** The language of the page's words, as it says; at most 35 characters. */
  readonly language: string;
  /** What the page lists for the element; null when the element was not found. */
  readonly offers: PageOffers | null;
}

/** A playlist, or a film, that a frame has loaded. */
export interface LoadedAddress {
  /** Absolute, at most 4096 characters. */
  readonly url: string;
  readonly kind: "list" | "film";
}

/** What a video element plays. */
export interface PlayedFilm {
  /** Null where the element does not know it, or it has no end. */
  readonly durationMs: number | null;
  readonly isLive: boolean;
  /** Where it stands. */
  readonly atMs: number;
  /** 0 where nothing is loaded. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** At most 20, the latest first; none for a video with an address of its own. */
  readonly loaded: readonly LoadedAddress[];
}

/** A `srcset`, with the conditions under which a browser takes it; both may be empty. */
export interface SourceList {
  readonly srcset: string;
  readonly media: string;
  readonly type: string;
}

/** Every address that a page lists for an image or a video, as it stands there. */
export interface PageOffers {
  readonly frameUrl: string;
  /** When its page was opened, in epoch milliseconds. */
  readonly openedAtMs: number;
  /** What relative addresses are relative to. */
  readonly baseUrl: string;
  /** Empty when the element shows nothing. */
  readonly shownUrl: string;
  /** In image pixels divided by the density of the `srcset` entry; null for what is not loaded. */
  readonly natural: { readonly widthPx: number; readonly heightPx: number } | null;
  /** As the page lays it out, in CSS pixels. */
  readonly rendered: { readonly widthPx: number; readonly heightPx: number };
  readonly lists: readonly SourceList[];
  /** Attributes from which scripts load the picture later. */
  readonly lazy: readonly { readonly isSet: boolean; readonly value: string }[];
  /** A video's `source` children, in their order. */
  readonly files: readonly { readonly url: string; readonly type: string }[];
  /** What a video plays; null for a picture. */
  readonly film: PlayedFilm | null;
  /** The video is encrypted, and a decryption module plays it. */
  readonly isProtected: boolean;
}

/** In what form a page holds a picture or a film; `object`: a picture in an element for files of any kind. */
export type FoundKind = "image" | "video" | "object" | "poster" | "background" | "canvas" | "svg";

/** One image or video that a scan has found. Every text is the page's own. */
export interface FoundMedia {
  /** Names the element in this page until it is left; unique over all scans and frames. */
  readonly key: string;
  readonly kind: FoundKind;
  /** Absolute, at most 65536 characters; empty for a drawing, or an inline address that is longer. */
  readonly url: string;
  /** Natural where the page knows it, else as it is laid out. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** At most 200 characters; empty where the page says nothing. */
  readonly altText: string;
  /** Whether the browser shows what lies at the address, as far as the page can tell. */
  readonly isShown: boolean;
  /** A `data:` picture of at most 160 px a side; empty where none could be drawn. */
  readonly thumbnail: string;
}

/** How much of a page is looked at. */
export interface ScanBounds {
  readonly maxElements: number;
  readonly maxFound: number;
  readonly maxMs: number;
}

/** What one frame of a page holds. */
export interface FrameScan {
  readonly frameUrl: string;
  readonly found: readonly FoundMedia[];
  /** The page holds more than was looked at. */
  readonly isCut: boolean;
}

/** What a frame still knows about something that a scan has found. */
export interface LookedUp {
  readonly media: FoundMedia;
  readonly frameUrl: string;
}

/** How the page asks the site. */
export interface PageDownload {
  /** Whether the page reads the copy that the browser has kept, or asks the site anew. */
  readonly cache: "force-cache" | "reload";
  /** Asks for the rest of a file; null: all of it. */
  readonly headers: Record<string, string> | null;
}

/** How the page reports to the worker. */
export interface PageReport {
  /** The capture's secret, known to the worker and to the script that it asked. */
  readonly ticket: string;
  /** The largest part. */
  readonly partBytes: number;
  /** A smaller part, or an empty one, goes out after this time: the answer says whether to go on. */
  readonly askEveryMs: number;
}

/** How reading inside a page ended. */
export type PageReading =
  | { readonly ended: "complete" }
  /** The worker did not want more. */
  | { readonly ended: "stopped" }
  | { readonly ended: "http-error"; readonly httpStatus: number }
  /** The address could not be read: revoked, a stream, refused by the page's sandbox, no network. */
  | { readonly ended: "unreadable" }
  /** A drawing that holds pictures of another site. */
  | { readonly ended: "tainted" };

/** One run of bytes read inside a page, sent to the worker while it waits for a {@link PageReading}. */
export interface CapturePart {
  readonly type: "capture-part";
  readonly ticket: string;
  /** Parts are numbered from 0; two may be under way, and the browser promises no order between them. */
  readonly index: number;
  /** A handle: the bytes themselves do not pass through the worker's memory. */
  readonly blob: Blob;
  /** What the site answered; null where nothing was asked over the network (`blob:`, a drawing). */
  readonly answer: PageAnswer | null;
  /** With this part all of the file is read. */
  readonly isLast: boolean;
}

/** A site's answer as far as a page may read it. */
export interface PageAnswer {
  readonly httpStatus: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** Whether the page should go on sending. */
export interface CapturePartAnswer {
  readonly goOn: boolean;
}
