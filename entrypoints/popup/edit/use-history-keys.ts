import { useEffect, useRef } from "preact/hooks";
import { isTextBox } from "../../../lib/ui/is-text-box";
import type { Editor } from "./use-editor";

/**
 * Takes steps of an editor back with Ctrl+Z or Cmd+Z, and again with Shift or Ctrl+Y. What is still being
 * written in a box is the browser's to undo. While the editor is open the keys mean nothing else.
 */
export function useHistoryKeys(editor: Pick<Editor, "undo" | "redo">): void {
  const latest = useRef(editor);
  latest.current = editor;
  useEffect(() => {
    const listening = new AbortController();
    // Before all others: behind the editor the same keys bring back what was removed.
    const options = { capture: true, signal: listening.signal };
    let isWriting = false;
    document.addEventListener("input", ({ target }) => (isWriting = isTextBox(target)), options);
    document.addEventListener("change", () => (isWriting = false), options);
    document.addEventListener(
      "keydown",
      (event) => {
        const step = stepOf(event);
        if (step === null) return;
        event.stopPropagation();
        if (isWriting && isTextBox(event.target)) return;
        event.preventDefault();
        latest.current[step]();
      },
      options,
    );
    return () => listening.abort();
  }, []);
}

function stepOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent) {
  if (!(ctrlKey || metaKey) || altKey) return null;
  switch (key.toLowerCase()) {
    case "z":
      return shiftKey ? "redo" : "undo";
    case "y":
      return shiftKey ? null : "redo";
    default:
      return null;
  }
}
