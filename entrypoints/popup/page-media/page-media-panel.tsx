import "./page-media.css";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { browser } from "wxt/browser";
import { planFound } from "../../../lib/capture/grid/plan-found";
import type { PageMedia } from "../../../lib/capture/grid/rank-media";
import { scanTab, type TabScan } from "../../../lib/capture/grid/scan-tab";
import { formatCount } from "../../../lib/i18n/format-count";
import { translate } from "../../../lib/i18n/translate";
import type { Attachment } from "../../../lib/jobs/attachment";
import { countFreePlaces, isPickable, togglePick } from "../../../lib/popup/pick-media";
import type { Send } from "../../../lib/ui/use-commands";
import { PageMediaItem } from "./page-media-item";

/** What the page in front holds, the largest first, to pick from. */
export function PageMediaPanel({
  attachments,
  isPopup,
  send,
  onClose,
}: {
  attachments: readonly Attachment[];
  isPopup: boolean;
  send: Send;
  onClose: () => void;
}) {
  const id = useId();
  const [scan, setScan] = useState<TabScan | null>(null);
  const [picked, setPicked] = useState<readonly PageMedia[]>([]);
  const title = useRef<HTMLHeadingElement>(null);
  const freePlaces = countFreePlaces(attachments);

  useEffect(() => {
    title.current?.focus();
    let isOver = false;
    if (isPopup) {
      void scanTab().then((result) => {
        if (!isOver) setScan(result);
      });
    }
    return () => {
      isOver = true;
    };
  }, [isPopup]);

  function add(): void {
    if (scan?.outcome !== "scanned" || picked.length === 0) return;
    const { tabId, pageUrl } = scan;
    const origins = picked.flatMap((media) => {
      const { neededOrigin } = planFound(media, { ...media, tabId, pageUrl });
      return neededOrigin === null ? [] : [neededOrigin];
    });
    // In the click itself, before anything is awaited. The answer is the worker's business: the
    // browser's question may close this window.
    if (origins.length > 0) {
      void browser.permissions.request({ origins: [...new Set(origins)] });
    }
    const picks = picked.map(({ frameId, key }) => ({ frameId, key }));
    void send({ type: "capture-found", tabId, picks }).then((isBegun) => {
      if (isBegun) onClose();
    });
  }

  return (
    <section class="panel page-media" aria-labelledby={`${id}-title`}>
      <div class="page-media-head">
        <h2 id={`${id}-title`} class="panel-title" tabIndex={-1} ref={title}>
          {translate("page_media_title")}
        </h2>
        <button type="button" class="button is-small is-quiet" onClick={onClose}>
          {translate("page_media_close")}
        </button>
      </div>
      {scan?.outcome === "scanned" && scan.media.length > 0 && (
        <>
          <ul class="page-media-list" role="list" aria-labelledby={`${id}-title`}>
            {scan.media.map((media) => {
              const isPicked = picked.some(({ key }) => key === media.key);
              return (
                <PageMediaItem
                  key={media.key}
                  media={media}
                  isPicked={isPicked}
                  isDisabled={!isPicked && !isPickable(media, picked, freePlaces)}
                  onToggle={() => setPicked((before) => togglePick(media, before, freePlaces))}
                />
              );
            })}
          </ul>
          <button
            type="button"
            class="button is-primary is-wide"
            disabled={picked.length === 0}
            aria-describedby={`${id}-note`}
            onClick={add}
          >
            {translate("page_media_add")}
          </button>
        </>
      )}
      <p id={`${id}-note`} class="panel-text" role="status">
        {isPopup ? noteFor(scan, picked.length, freePlaces) : translate("page_media_in_tab")}
      </p>
    </section>
  );
}

function noteFor(scan: TabScan | null, pickedCount: number, freePlaces: number): string {
  if (scan === null) return translate("page_media_looking");
  if (scan.outcome === "guarded") return translate("page_media_guarded");
  if (scan.media.length === 0) return translate("page_media_none");
  if (pickedCount > 0)
    return translate("page_media_picked", formatCount(pickedCount), formatCount(freePlaces));
  return scan.isCut
    ? translate("page_media_pick_cut", formatCount(freePlaces))
    : translate("page_media_pick", formatCount(freePlaces));
}
