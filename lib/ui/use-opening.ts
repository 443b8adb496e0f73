import { useCallback, useState } from "preact/hooks";

/** Whether a dialog is open, and which opening of it that is. */
export interface Opening {
  /** The dialog's key; null while it is closed. */
  readonly opening: number | null;
  open(): void;
  /** Ends one opening of it. */
  close(opening: number): void;
}

/**
 * Keeps whether a dialog is open. A browser closes one at once, gives the focus back and tells of it with the next frame:
 * what is opened anew before that is another opening, which the late `close` event does not end.
 */
export function useOpening(): Opening {
  const [opening, setOpening] = useState<number | null>(null);
  const open = useCallback(() => setOpening((now) => (now ?? 0) + 1), []);
  const close = useCallback(
    (ended: number) => setOpening((now) => (now === ended ? null : now)),
    [],
  );
  return { opening, open, close };
}
