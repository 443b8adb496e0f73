import { useRef } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import { Icon } from "../../lib/ui/icon";
import { openInTab } from "./open-in-tab";

/** Chooses files of the person's own; in the popup, which a file dialog would close, it leads to the tab. */
export function AddFilesButton({
  isPopup,
  isCompact = false,
  onFiles,
}: {
  isPopup: boolean;
  /** Only the symbol is shown, where little room is. */
  isCompact?: boolean;
  onFiles: (files: readonly File[]) => void;
}) {
  const box = useRef<HTMLInputElement>(null);
  const label = translate(isPopup ? "composer_add_files_in_tab" : "composer_add_files");
  return (
    <>
      <button
        type="button"
        class={isCompact ? "button is-small is-quiet is-symbol" : "button is-small is-quiet"}
        {...(isCompact && { "aria-label": label, title: label })}
        onClick={() => (isPopup ? void openInTab() : box.current?.click())}
      >
        <Icon name="files" size={isCompact ? 18 : 16} />
        {!isCompact && label}
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
