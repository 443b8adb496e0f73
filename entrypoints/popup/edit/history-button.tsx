import { translate } from "../../../lib/i18n/translate";

/** A step back or forth. It keeps the focus when there is nothing more to undo. */
export function HistoryButton({
  isUseless,
  onClick,
  name,
}: {
  isUseless: boolean;
  onClick: () => void;
  name: "edit_undo" | "edit_redo" | "edit_start_over";
}) {
  return (
    <button
      type="button"
      class="button is-small is-quiet"
      aria-disabled={isUseless}
      onClick={() => {
        if (!isUseless) onClick();
      }}
    >
      {translate(name)}
    </button>
  );
}
