import { useEffect, useRef } from "preact/hooks";
import { isTextBox } from "../../lib/ui/is-text-box";

/** What Ctrl+Z would bring back. */
export interface UndoableAction {
  /** Epoch milliseconds: what was typed later is undone first, by the browser. */
  readonly sinceMs: number;
  undo(): void;
}

/** Undoes when Ctrl+Z or Cmd+Z is pressed; null: there is nothing to undo. */
export function useUndoKey(action: UndoableAction | null): void {
  const latest = useRef(action);
  latest.current = action;
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    let typedAtMs = 0;
    document.addEventListener("input", () => (typedAtMs = Date.now()), { signal });
    document.addEventListener(
      "keydown",
      (event) => {
        if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
        if (event.key.toLowerCase() !== "z" || latest.current === null) return;
        if (typedAtMs > latest.current.sinceMs && isTextBox(event.target)) return;
        event.preventDefault();
        latest.current.undo();
      },
      { signal },
    );
    return () => listening.abort();
  }, []);
}
