import type { PageReply } from "./page-messages";

/** What a script in a page has of the extension's API. */
export interface ExtensionApi {
  readonly runtime: {
    sendMessage(message: unknown): Promise<unknown>;
    getManifest(): { readonly version: string };
    readonly onMessage: {
      addListener(
        listener: (
          message: unknown,
          sender: unknown,
          answer: (reply: PageReply) => void,
        ) => boolean,
      ): void;
    };
  };
  /** Chromium's. */
  readonly dom?: { openOrClosedShadowRoot(host: HTMLElement): ShadowRoot | null };
}

/**
 * The extension's API, by the name that both browsers define in the world of content scripts. An
 * element of the page cannot stand in its place, as one with the id `browser` could where that is
 * not defined.
 */
export function extensionApi(): ExtensionApi {
  const { chrome } = globalThis as { chrome?: ExtensionApi };
  if (chrome === undefined) throw new Error("This is no world of an extension.");
  return chrome;
}
