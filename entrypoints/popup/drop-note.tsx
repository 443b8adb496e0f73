import { translate } from "../../lib/i18n/translate";

/** Lies over everything while files are dragged over the page, and says what may be dropped. */
export function DropNote() {
  return (
    <div class="drop-note" aria-hidden="true">
      <p>{translate("composer_drop_here")}</p>
    </div>
  );
}
