import type { Stages } from "./stages";

/** What has become of the film that was clicked: at X, or failed with a code. */
export type FilmEnd = "ready" | `failed: ${string}`;

/** A person with one browser, from the page with the player to the post. */
export interface Viewer {
  readonly name: "Chromium" | "Firefox";
  /** Opens a page in front; returns its title once that is "playing", or tells that the player has failed. */
  watch(address: string): Promise<string>;
  /** Right-clicks the film and chooses our entry, for real. */
  tweet(): Promise<void>;
  /** Waits until the film can be shown and posted, or has failed. */
  stages(): Promise<Stages>;
  /** Waits until the film is at X, or has failed. */
  end(): Promise<FilmEnd>;
  /** Presses Post, and waits until X has the post. */
  post(): Promise<void>;
  /** Allows the site that a failure names, by its button and the browser's own question. */
  allowSite(origin: string): Promise<void>;
  /** Returns once so many runs of the film are stored. */
  stored(chunks: number): Promise<void>;
  /** Ends the extension's worker, and wakes it as a popup that opens does. */
  endWorker(): Promise<void>;
  /** Ends the browser as a power cut would, and starts it again; absent where that is not tried. */
  restart?(): Promise<void>;
  /** The largest media that X has received last. */
  received(): Uint8Array;
  /** Forgets all jobs. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** How long a row may take from the click to its end. */
export const WITHIN_MS = 60_000;

/** Runs in a page of the extension: the state of the only film of the draft, and the code of its failure. */
export function readItem(): { readonly state: string; readonly code: string } {
  const item = document.querySelector<HTMLElement>(".media-item");
  const alert = item?.querySelector<HTMLElement>('[role="alert"]');
  return { state: item?.dataset["state"] ?? "", code: alert?.dataset["code"] ?? "" };
}

/** Waits in steps of what `read` answers. */
export async function readEnd(
  read: () => Promise<ReturnType<typeof readItem>>,
  wait: (isOver: () => Promise<boolean>) => Promise<void>,
): Promise<FilmEnd> {
  let last = { state: "", code: "" };
  await wait(async () => {
    last = await read();
    return last.state === "ready" || (last.state === "failed" && last.code !== "");
  });
  return last.state === "ready" ? "ready" : `failed: ${last.code}`;
}
