import { useState } from "preact/hooks";
import { translate } from "../../../lib/i18n/translate";
import { HistoryButton } from "./history-button";
import { useHistoryKeys } from "./use-history-keys";
import type { Editor } from "./use-editor";

/** The last row of an editor: steps back and forth, by keys as well, and the two ways out. */
export function EditEnd({
  editor,
  isUntouched,
  onDone,
  onCancel,
}: {
  editor: Pick<Editor, "canUndo" | "canRedo" | "undo" | "redo" | "startOver">;
  /** Whether there is nothing to start over from. */
  isUntouched: boolean;
  /** Resolves when the edit is stored, or could not be. */
  onDone: () => Promise<void>;
  onCancel: () => void;
}) {
  const [isBusy, setIsBusy] = useState(false);
  useHistoryKeys(editor);

  async function done(): Promise<void> {
    setIsBusy(true);
    await onDone();
    setIsBusy(false);
  }

  return (
    <div class="edit-row is-end">
      <HistoryButton isUseless={!editor.canUndo} onClick={editor.undo} name="edit_undo" />
      <HistoryButton isUseless={!editor.canRedo} onClick={editor.redo} name="edit_redo" />
      <HistoryButton isUseless={isUntouched} onClick={editor.startOver} name="edit_start_over" />
      <div class="edit-row edit-ways-out">
        <button type="button" class="button is-small" onClick={onCancel}>
          {translate("edit_cancel")}
        </button>
        <button
          type="button"
          class="button is-small is-primary"
          aria-busy={isBusy}
          onClick={() => void done()}
        >
          {translate("edit_done")}
        </button>
      </div>
    </div>
  );
}
