/** What has changed; whoever shows it reads it again. Carries no content. */
export interface ChangeNotice {
  readonly table: "posts" | "attachments" | "accounts" | "settings" | "preferences";
  readonly id: string;
  /** Only numbers have moved, and will again soon: whoever shows them need not follow each. */
  readonly isProgress: boolean;
}

const CHANNEL = "store-changes";

let sender: BroadcastChannel | null = null;
const listeners = new Set<(notice: ChangeNotice) => void>();

/** Tells every other context of the extension, and the listeners of this one, that a record was written. */
export function announceChange(notice: ChangeNotice): void {
  sender ??= new BroadcastChannel(CHANNEL);
  sender.postMessage(notice);
  for (const listener of listeners) listener(notice);
}

/** Calls back after each change made in another context. Returns the function that stops it. */
export function watchChanges(listener: (notice: ChangeNotice) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener("message", (event: MessageEvent<ChangeNotice>) => listener(event.data));
  return () => channel.close();
}

/** Calls back after each change made in this context (the worker's badge). Returns the function that stops it. */
export function watchOwnChanges(listener: (notice: ChangeNotice) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
