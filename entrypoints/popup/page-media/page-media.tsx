import { useState } from "preact/hooks";
import { translate } from "../../../lib/i18n/translate";
import type { Attachment } from "../../../lib/jobs/attachment";
import type { Send } from "../use-commands";

const load = () => import("./page-media-panel");
type PanelModule = Awaited<ReturnType<typeof load>>;

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
  const [panel, setPanel] = useState<PanelModule | null>(null);
  async function open(): Promise<void> {
    setPanel(await load());
  }
  if (panel === null) {
    return (
      <button type="button" class="button is-wide" onClick={() => void open()}>
        {translate("page_media_title")}
      </button>
    );
  }
  return (
    <panel.PageMediaPanel
      attachments={attachments}
      isPopup={isPopup}
      send={send}
      onClose={() => setPanel(null)}
    />
  );
}
