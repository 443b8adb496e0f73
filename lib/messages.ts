import type { PictureEdit } from "./edit/picture-edit";
import type { Size } from "./edit/rect";
import type { JobError } from "./errors/job-error";
import type { AttachmentOptions } from "./jobs/attachment";
import type { ClipSpan } from "./media/clip-span";
import type { HiddenPart } from "./media/film-hiding";
import type { MediaInfo } from "./media/media-info";
import type { Preferences } from "./store/preferences";
import type { PostOptions } from "./jobs/post-options";

/**
 * Every command from the popup and the options page to the service worker: its fields, and the value
 * that its answer carries. Commands are short, answered at once, and never carry bytes or progress;
 * what a command led to is read from the store.
 */
export interface CommandTable {
  readonly "save-client-id": (fields: {
    readonly accountId: string;
    readonly clientId: string;
  }) => void;
  /** Lets every job go on that waits for a wake-up: a popup that opens wakes a worker that was ended. */
  readonly resume: () => void;
  readonly "sign-in": (fields: OfAccount) => void;
  /** The address that X's page ended on, where the browser did not notice. */
  readonly "paste-redirect": (fields: { readonly address: string }) => void;
  readonly "sign-out": (fields: OfAccount) => void;
  /**
   * Has X asked what is left of the credits, unless that is known; the answer is stored with the account.
   * `sinceMs`: an answer from before this moment is none; null: any will do.
   */
  readonly "read-credits": (fields: OfAccount & { readonly sinceMs: number | null }) => void;
  /** Answers the id of the new account. */
  readonly "add-account": () => string;
  readonly "remove-account": (fields: OfAccount) => void;
  /** For the draft that is shown, if any, and for those to come. */
  readonly "choose-account": (fields: OfAccount & { readonly postId: string | null }) => void;
  /** Makes a draft of the picture on the welcome page. */
  readonly "try-sample": (fields: { readonly pageTitle: string }) => void;
  readonly "edit-text": (fields: OfPost & { readonly text: string }) => void;
  readonly "edit-alt-text": (fields: OfAttachment & { readonly altText: string }) => void;
  readonly "set-options": (fields: OfAttachment & { readonly options: AttachmentOptions }) => void;
  readonly "set-post-options": (fields: OfPost & { readonly options: PostOptions }) => void;
  readonly "set-preferences": (fields: { readonly change: Partial<Preferences> }) => void;
  /** The file itself stands in the store already: a command carries no bytes. */
  readonly "add-file": (fields: AddedFile) => void;
  readonly "choose-subtitles": (fields: OfAttachment & ChosenSubtitles) => void;
  readonly "set-subtitle-language": (
    fields: OfAttachment & { readonly languageCode: string },
  ) => void;
  readonly "remove-subtitles": (fields: OfAttachment) => void;
  readonly "move-attachment": (fields: OfAttachment & { readonly toIndex: number }) => void;
  readonly "remove-attachment": (fields: OfAttachment) => void;
  /** Makes media of a draft a post of their own, which the composer then shows. */
  readonly "split-draft": (fields: OfPost & { readonly attachmentIds: readonly string[] }) => void;
  /** Puts the medium that was removed last from a draft back. */
  readonly "undo-removal": (fields: OfPost) => void;
  /** Frees what was deleted and can no longer be brought back. */
  readonly "finish-overdue": () => void;
  readonly "cancel-attachment": (fields: OfAttachment) => void;
  readonly "retry-attachment": (fields: OfAttachment) => void;
  /** Takes the pixels that the page shows, where another picture came. */
  readonly "use-shown": (fields: OfAttachment) => void;
  /**
   * The person is being asked for the site of a failed capture, which goes on once it is allowed. A popup that
   * asks may be closed by the browser's question, and comes back after the answer.
   */
  readonly "note-site-request": (fields: OfAttachment & { readonly inPopup: boolean }) => void;
  /** Has the browser ask the person for sites (match patterns); answers whether they are allowed. */
  readonly "ask-sites": (fields: { readonly origins: readonly string[] }) => boolean;
  /** The person has refused the site that was asked for last. */
  readonly "note-site-refusal": () => void;
  /** Captures what was picked from a page's list, named as the scan of its frames named it. */
  readonly "capture-found": (fields: {
    readonly tabId: number;
    readonly picks: readonly FoundPick[];
  }) => void;
  /** Cuts the end of a video off that is too long or too large, as its error has proposed. */
  readonly "trim-attachment": (fields: OfAttachment) => void;
  /**
   * Posts a part of a video, or (null) all of it; all of it stays stored. `filmMs`: how long it is, as the page has
   * measured.
   */
  readonly "choose-clip": (
    fields: OfAttachment & { readonly span: ClipSpan | null; readonly filmMs: number },
  ) => void;
  /** Hides something in a video or GIF, on frames of a size; without any part: nothing any more. */
  readonly "hide-in-film": (
    fields: OfAttachment & {
      readonly frame: Size;
      readonly parts: readonly HiddenPart[];
      readonly filmMs: number;
    },
  ) => void;
  /** Has a picture decoded that is being edited, so that the edit is made at once; told every few seconds. */
  readonly "prepare-edit": (fields: OfAttachment) => void;
  /** Makes another picture of a picture; what was captured is kept, so that it can be edited anew. */
  readonly "edit-picture": (fields: OfAttachment & { readonly edit: PictureEdit }) => void;
  /** Captures one of the streams among which the error of a failed capture asks to choose. */
  readonly "choose-stream": (fields: OfAttachment & { readonly url: string }) => void;
  /** Captures a stream anew with another of its sounds. */
  readonly "choose-sound": (fields: OfAttachment & { readonly soundId: string }) => void;
  /** Gives a video the subtitles of its stream in a language (two capital letters), under the name that the person has read. */
  readonly "take-stream-subtitles": (
    fields: OfAttachment & {
      readonly trackId: string;
      readonly name: string;
      readonly languageCode: string;
    },
  ) => void;
  /** Makes the frame that a captured video shows at a moment an image in the video's place. */
  readonly "use-frame": (fields: OfAttachment & { readonly atMs: number }) => void;
  /** Keeps a small picture of a video, which the page has put among the local files. */
  readonly "keep-thumbnail": (fields: OfAttachment & { readonly fileId: string }) => void;
  /** Puts an empty post behind a draft, in a thread. */
  readonly "add-post": (fields: OfPost) => void;
  /** Makes a thread of a draft: what each of its posts says. */
  readonly "split-text": (fields: OfPost & { readonly texts: readonly string[] }) => void;
  /** To another place of its thread, counted from 0. */
  readonly "move-post": (fields: OfPost & { readonly toIndex: number }) => void;
  /** From its draft into another one of the thread. */
  readonly "move-medium": (fields: OfAttachment & { readonly postId: string }) => void;
  /** Makes a thread of a draft and the one that its medium had no room in. */
  readonly "join-thread": (fields: OfPost) => void;
  /** Tells a failed post of a thread where the one before it is at X, and lets it go on. */
  readonly "tell-post-link": (fields: OfPost & { readonly link: string }) => void;
  readonly publish: (fields: OfPost) => void;
  /** Has a draft go out at a moment, in epoch milliseconds; `publish` sends it earlier, `open-draft` takes it back. */
  readonly "schedule-post": (fields: OfPost & { readonly atMs: number }) => void;
  /** Takes a post back that goes out by itself in a few seconds. */
  readonly "undo-post": (fields: OfPost) => void;
  readonly "cancel-post": (fields: OfPost) => void;
  readonly "retry-post": (fields: OfPost) => void;
  readonly "confirm-posted": (fields: OfPost) => void;
  /** Makes the draft, or a failed post, the one that the composer shows. */
  readonly "open-draft": (fields: OfPost) => void;
  readonly "new-draft": () => void;
  /** Begins a draft with the text and the media of an earlier post. */
  readonly "compose-again": (fields: OfPost) => void;
  /** For some seconds it can be brought back with `undo-deletion`. */
  readonly "delete-post": (fields: OfPost) => void;
  readonly "undo-deletion": (fields: OfPost) => void;
  /** Answers the redirect address to register with X; only the worker knows it reliably. */
  readonly "get-redirect-uri": () => string;
}

interface OfAccount {
  readonly accountId: string;
}

interface OfPost {
  readonly postId: string;
}

interface OfAttachment {
  readonly attachmentId: string;
}

/** Subtitles that a page of the extension has put into the store under `fileId`. */
export interface ChosenSubtitles {
  readonly fileId: string;
  readonly fileName: string;
  /** Two capital letters. */
  readonly languageCode: string;
}

/** The name of a command. */
export type CommandType = keyof CommandTable;

/** A command as it is sent: its name and its fields. */
export type Command<Type extends CommandType = CommandType> = {
  [Name in Type]: { readonly type: Name } & FieldsOf<CommandTable[Name]>;
}[Type];

type FieldsOf<Entry> = Entry extends (fields: infer Fields extends object) => unknown
  ? Fields
  : unknown;

/** What the worker answers: done, with the command's value, or why not. */
export type CommandAnswer<Type extends CommandType = CommandType> =
  | { readonly ok: true; readonly value: ReturnType<CommandTable[Type]> }
  | { readonly ok: false; readonly error: JobError };

/** What the worker asks of the page that converts; the bytes themselves lie in the store. */
export type ConversionRequest =
  | { readonly type: "convert"; readonly attachmentId: string }
  | { readonly type: "cancel-conversion"; readonly attachmentId: string }
  | { readonly type: "prepare-conversion"; readonly attachmentId: string }
  /** Answered with nothing, when it is over: the picture is in the record, or there is none. */
  | { readonly type: "draw-film"; readonly attachmentId: string };

/** What became of a conversion: the converted bytes are stored, or why not. */
export type ConversionAnswer =
  | { readonly ok: true; readonly media: MediaInfo }
  | { readonly ok: false; readonly error: JobError };

/** A pick from a page's list: a frame of the tab, and the key of the element in it. */
export interface FoundPick {
  readonly frameId: number;
  readonly key: string;
}

/** A file that a page of the extension has put into the store under `id`. */
export interface AddedFile {
  readonly id: string;
  readonly name: string;
  /** As the browser guesses by the name; the bytes decide later. */
  readonly element: "image" | "video";
}

/** Where a message came from, as the browser says. */
export interface MessageSender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly tab?: { readonly id?: number | undefined } | undefined;
  readonly frameId?: number | undefined;
}
