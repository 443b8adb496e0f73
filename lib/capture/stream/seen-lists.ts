import { keepDistinct, MAX_LOADED, toLoadedAddress } from "../page/list-address";
import type { LoadedAddress } from "../page/page-messages";

/** A playlist that a tab has asked for. */
export interface SeenList {
  readonly url: string;
  readonly frameId: number;
  /** Epoch milliseconds. */
  readonly atMs: number;
}

/** So many tabs are remembered, those that asked last. */
const MAX_TABS = 30;

/** Which playlists tabs have asked for lately; bounded, and in memory only. */
export class SeenLists {
  readonly #ofTab = new Map<number, readonly SeenList[]>();

  /** Notes a request; what is no playlist by its address is passed over. */
  note(tabId: number, { url, ...request }: SeenList): void {
    const loaded = toLoadedAddress(url, "");
    if (loaded?.kind !== "list") return;
    const before = this.#ofTab.get(tabId) ?? [];
    const list = { url: loaded.url, ...request };
    // Behind the others: the first one is the tab that has been quiet for longest.
    this.#ofTab.delete(tabId);
    this.#ofTab.set(tabId, keepDistinct([list, ...before]));
    const [quietest] = this.#ofTab.keys();
    if (this.#ofTab.size > MAX_TABS && quietest !== undefined) this.#ofTab.delete(quietest);
  }

  /** What a tab has asked for, the latest first. */
  of(tabId: number): readonly SeenList[] {
    return this.#ofTab.get(tabId) ?? [];
  }
}

/**
 * Adds the playlists that the browser has seen to those that a frame's own timings name: a worker's are not among
 * these, nor another frame's, nor any once their buffer is full (250 entries). First come those that the frame itself
 * has asked for, last those of other frames.
 *
 * @param frame the clicked frame, and when its page was opened (epoch milliseconds): what was seen before is another page's
 * @returns at most 20
 */
export function addSeenLists(
  loaded: readonly LoadedAddress[],
  seen: readonly SeenList[],
  frame: { readonly frameId: number; readonly openedAtMs: number },
): LoadedAddress[] {
  const lists = seen
    .filter(({ atMs }) => atMs >= frame.openedAtMs)
    .map(({ url, frameId }) => ({ url, kind: "list" as const, frameId }));
  const isOwn = ({ frameId }: { readonly frameId: number }) => frameId === frame.frameId;
  return keepDistinct([...lists.filter(isOwn), ...loaded, ...lists.filter((list) => !isOwn(list))])
    .map(({ url, kind }) => ({ url, kind }))
    .slice(0, MAX_LOADED);
}
