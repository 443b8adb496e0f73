import type { JobError } from "./errors/job-error";
import type { AttachmentOptions } from "./jobs/attachment";
import type { MediaInfo } from "./media/media-info";
import type { Preferences } from "./store/preferences";
import type { PostOptions } from "./jobs/post-options";

/**
 * Every command from the popup and the options page to the service worker: short, answered at
 * once, never carrying bytes or progress. What a command led to is read from the store.
 */
export type Command =
  | { readonly type: "save-client-id"; readonly accountId: string; readonly clientId: string }
  /** Lets every job go on that waits for a wake-up: a popup that opens wakes a worker that was ended. */
  | { readonly type: "resume" }
  | { readonly type: "sign-in"; readonly accountId: string }
  /** The address that X's page ended on, where the browser did not notice. */
  | { readonly type: "paste-redirect"; readonly address: string }
  | { readonly type: "sign-out"; readonly accountId: string }
  /** Answers the id of the new account. */
  | { readonly type: "add-account" }
  | { readonly type: "remove-account"; readonly accountId: string }
  /** For the draft that is shown, if any, and for those to come. */
  | {
      readonly type: "choose-account";
      readonly accountId: string;
      readonly postId: string | null;
    }
  /** Makes a draft of the picture on the welcome page. */
  | { readonly type: "try-sample"; readonly pageTitle: string }
  | { readonly type: "edit-text"; readonly postId: string; readonly text: string }
  | { readonly type: "edit-alt-text"; readonly attachmentId: string; readonly altText: string }
  | {
      readonly type: "set-options";
      readonly attachmentId: string;
      readonly options: AttachmentOptions;
    }
  | { readonly type: "set-post-options"; readonly postId: string; readonly options: PostOptions }
  | { readonly type: "set-preferences"; readonly change: Partial<Preferences> }
  /** The file itself stands in the store already: a command carries no bytes. */
  | ({ readonly type: "add-file" } & AddedFile)
  | {
      readonly type: "choose-subtitles";
      readonly attachmentId: string;
      readonly fileId: string;
      readonly fileName: string;
      readonly languageCode: string;
    }
  | {
      readonly type: "set-subtitle-language";
      readonly attachmentId: string;
      readonly languageCode: string;
    }
  | { readonly type: "remove-subtitles"; readonly attachmentId: string }
  | { readonly type: "move-attachment"; readonly attachmentId: string; readonly toIndex: number }
  | { readonly type: "remove-attachment"; readonly attachmentId: string }
  /** Puts the medium that was removed last from a draft back. */
  | { readonly type: "undo-removal"; readonly postId: string }
  /** It is too late to put it back. */
  | { readonly type: "finish-removal"; readonly postId: string }
  | { readonly type: "cancel-attachment"; readonly attachmentId: string }
  | { readonly type: "retry-attachment"; readonly attachmentId: string }
  /** Captures what was picked from a page's list, named as the scan of its frames named it. */
  | {
      readonly type: "capture-found";
      readonly tabId: number;
      readonly picks: readonly FoundPick[];
    }
  /** Cuts the end of a video off that is too long or too large, as its error has proposed. */
  | { readonly type: "trim-attachment"; readonly attachmentId: string }
  /** Makes the frame that a captured video shows at a moment an image in the video's place. */
  | { readonly type: "use-frame"; readonly attachmentId: string; readonly atMs: number }
  | { readonly type: "publish"; readonly postId: string }
  /** Takes a post back that goes out by itself in a few seconds. */
  | { readonly type: "undo-post"; readonly postId: string }
  | { readonly type: "cancel-post"; readonly postId: string }
  | { readonly type: "retry-post"; readonly postId: string }
  | { readonly type: "confirm-posted"; readonly postId: string }
  /** Makes the draft, or a failed post, the one that the composer shows. */
  | { readonly type: "open-draft"; readonly postId: string }
  | { readonly type: "new-draft" }
  /** Begins a draft with the text and the media of an earlier post. */
  | { readonly type: "compose-again"; readonly postId: string }
  | { readonly type: "delete-post"; readonly postId: string }
  /** The redirect address to register with X; asked of the worker because only there it is reliable. */
  | { readonly type: "get-redirect-uri" };

/** What the worker answers: done (with a value where the command asks for one), or why not. */
export type CommandAnswer =
  | { readonly ok: true; readonly value?: string }
  | { readonly ok: false; readonly error: JobError };

/** What the worker asks of the page that converts; the bytes themselves lie in the store. */
export type ConversionRequest =
  | { readonly type: "convert"; readonly attachmentId: string }
  | { readonly type: "cancel-conversion"; readonly attachmentId: string };

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
