import { useRef } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import { Icon } from "./icon";
import { openInTab } from "./open-in-tab";

/** Chooses files of the person's own; in the popup, which a file dialog would close, it leads to the tab. */
export function AddFilesButton({
  isPopup,
  onFiles,
}: {
  isPopup: boolean;
  onFiles: (files: readonly File[]) => void;
}) {
  const box = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="button is-small is-quiet"
        onClick={() => (isPopup ? void openInTab() : box.current?.click())}
      >
        <Icon name="files" size={16} />
        {translate(isPopup ? "composer_add_files_in_tab" : "composer_add_files")}
      </button>
      {!isPopup && (
        <input
          ref={box}
          type="file"
          hidden
          multiple
          accept="image/*,video/*"
          aria-label={translate("composer_add_files")}
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])];
            event.currentTarget.value = "";
            if (files.length > 0) onFiles(files);
          }}
        />
      )}
    </>
  );
}
