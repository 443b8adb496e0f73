import type { Hiding, Player } from "../pages/player-page";
import type { Gallery, GalleryRequest } from "../pages/start-gallery";
import type { FilmPackage } from "./film-package";
import type { Stages } from "./stages";
import type { FilmEnd, Viewer } from "./viewer";

/** What is at hand for what happens in a row. */
export interface RowScene {
  readonly viewer: Viewer;
  readonly gallery: Gallery;
  readonly film: FilmPackage;
}

/** One way in which a player plays the film, and what has to come of it. */
export interface PlayerRow {
  readonly container: string;
  readonly player: Player;
  readonly sound: "muxed" | "apart" | "none";
  readonly live?: "window" | "event";
  readonly subtitles?: boolean;
  /** The page's language, and the sound that the person has chosen in the player. */
  readonly language?: string;
  readonly chosen?: string;
  /** What happens besides, in words. */
  readonly happens?: string;
  /** Where the pieces are: among the files of {@link FilmPackage}. */
  readonly list: string;
  /** What hides the playlist from the frame's own timings; the page's site is allowed then. */
  readonly hides?: Hiding;
  /** The site of the stream, where that is another one than the page's. */
  readonly origin?: string;
  /** The names of the pieces that are needed. */
  readonly needs: RegExp;
  /** What the frames and the sound must be, to the bit: files of {@link FilmPackage}. */
  readonly source?: {
    readonly picture: string;
    readonly sound: string | null;
    /** What may stand between. */
    readonly advert?: string;
  };
  /** How long it must be; absent: the film, of a live one what was listed. */
  readonly secs?: number;
  readonly framesPerSec?: number;
  /** A page of its own instead of that of the player. */
  readonly construct?: string;
  /** Plays on secure pages only, which the gallery's are not in Firefox. */
  readonly isForSecurePages?: boolean;
  /** The player cannot play it. */
  readonly isUnplayable?: boolean;
  /** Before the page is opened. */
  prepare?(scene: RowScene): void;
  /** Between playing and the click. */
  beforeClick?(scene: RowScene): void | Promise<void>;
  /** The film is there and joined within so many times what fetching its pieces alone takes, by the same link. */
  readonly withinTimes?: number;
  /** After the click, before the end is waited for. */
  afterClick?(scene: RowScene): Promise<void>;
  /** After a failure that a person can do something about; then the end is waited for again. */
  mend?(scene: RowScene, end: FilmEnd): Promise<void>;
  /** `ready` unless told. */
  readonly ends?: FilmEnd;
}

/** What became of a row. */
export interface PlayerOutcome {
  readonly row: PlayerRow;
  readonly browser: Viewer["name"];
  readonly ends: readonly FilmEnd[];
  readonly promisedSecs: number | null;
  readonly gotSecs: number | null;
  readonly streams: string;
  readonly fetchedBytes: number;
  readonly neededBytes: number;
  readonly made: string;
  /** From the click to its end. */
  readonly tookMs: number;
  /** Where that is measured: until the film could be posted, and what fetching its pieces alone took. */
  readonly wait?: { readonly stages: Stages; readonly piecesMs: number };
  readonly faults: readonly string[];
}

/** The requests of the extension: those of the page name it as their Referer. */
export function ofExtension(requests: readonly GalleryRequest[]): GalleryRequest[] {
  return requests.filter(({ path, referer }) => path.startsWith("/made/") && referer === undefined);
}
