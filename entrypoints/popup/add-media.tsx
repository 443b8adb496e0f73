import { translate } from "../../lib/i18n/translate";
import { Icon } from "../../lib/ui/icon";
import { AddFilesButton } from "./add-files-button";
import type { Place } from "./place";

/** The ways to add media to the draft: from the page in front, or from files. */
export function AddMedia({
  place,
  onFiles,
  onPick,
}: {
  place: Place;
  onFiles: (files: readonly File[]) => void;
  /** The person wants to see what the page in front holds. */
  onPick: () => void;
}) {
  return (
    <>
      <button
        type="button"
        class="button is-small is-quiet is-symbol"
        aria-label={translate("page_media_title")}
        title={translate("page_media_title")}
        onClick={onPick}
      >
        <Icon name="grid" size={18} />
      </button>
      <AddFilesButton isPopup={place === "popup"} isCompact={place !== "tab"} onFiles={onFiles} />
    </>
  );
}
