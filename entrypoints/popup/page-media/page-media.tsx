import { useEffect, useRef, useState } from "preact/hooks";
import { translate } from "../../../lib/i18n/translate";
import type { Attachment } from "../../../lib/jobs/attachment";
import type { Send } from "../../../lib/ui/use-commands";
import { useLazy } from "../../../lib/ui/use-lazy";

const load = () => import("./page-media-panel");

/** The button that looks through the page, and below it what was found, whose code comes with the first press. */
export function PageMedia({
  attachments,
  isPopup,
  send,
}: {
  /** Of the open draft. */
  attachments: readonly Attachment[];
  isPopup: boolean;
  send: Send;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const { view: panel, begin } = useLazy(load);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    // What had the focus is gone with the panel.
    if (wasOpen.current && !isOpen) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  if (panel === null || !isOpen) {
    return (
      <button
        ref={button}
        type="button"
        class="button is-wide"
        onClick={() => {
          begin();
          setIsOpen(true);
        }}
      >
        {translate("page_media_title")}
      </button>
    );
  }
  return (
    <panel.PageMediaPanel
      attachments={attachments}
      isPopup={isPopup}
      send={send}
      onClose={() => setIsOpen(false)}
    />
  );
}
