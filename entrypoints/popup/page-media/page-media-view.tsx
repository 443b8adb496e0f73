import "./page-media.css";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { planFound } from "../../../lib/capture/grid/plan-found";
import type { PageMedia } from "../../../lib/capture/grid/rank-media";
import { scanTab, type TabScan } from "../../../lib/capture/grid/scan-tab";
import { ALL_SITES } from "../../../lib/capture/site/site-patterns";
import { formatCount } from "../../../lib/i18n/format-count";
import { formatList } from "../../../lib/i18n/format-list";
import { translate } from "../../../lib/i18n/translate";
import type { Attachment } from "../../../lib/jobs/attachment";
import { MAX_IMAGES } from "../../../lib/media/media-mix";
import { countJoining, isInDraft, isPickable, togglePick } from "../../../lib/popup/pick-media";
import { Icon } from "../../../lib/ui/icon";
import { askSites } from "../../../lib/ui/site-request";
import type { Send } from "../../../lib/ui/use-commands";
import type { Place } from "../place";
import { PageMediaItem } from "./page-media-item";
import { usePageTurns } from "./use-page-turns";
import { useSitesToAsk } from "./use-sites-to-ask";

/** What the page in front holds, the largest first, to pick from; the button that adds stays in sight below. */
export function PageMediaView({
  attachments,
  place,
  above = null,
  below = null,
  onClose = null,
  send,
}: {
  /** Of the open draft. */
  attachments: readonly Attachment[];
  place: Place;
  /** What stands before the list and after it, in the part that scrolls. */
  above?: ComponentChildren;
  below?: ComponentChildren;
  /** Leads back to the draft; null where there is none. */
  onClose?: (() => void) | null;
  send: Send;
}) {
  const id = useId();
  const [scan, setScan] = useState<TabScan | null>(null);
  const lastScan = useRef<TabScan | null>(null);
  const [times, setTimes] = useState(0);
  const [picked, setPicked] = useState<readonly PageMedia[]>([]);
  const title = useRef<HTMLButtonElement>(null);
  const isAsked = onClose !== null;

  useEffect(() => {
    // Who has asked for the list begins with it.
    if (isAsked) title.current?.focus();
  }, [isAsked]);

  // A click on the menu entry opens the page to the extension, and brings a medium.
  const turns = usePageTurns(place === "side");
  const mediaCount = attachments.length;
  useEffect(() => {
    let isOver = false;
    if (place !== "tab") {
      void scanTab().then((result) => {
        if (isOver) return;
        setScan(result);
        setPicked((before) => keepPicks(before, lastScan.current, result));
        lastScan.current = result;
      });
    }
    return () => {
      isOver = true;
    };
  }, [place, times, turns, mediaCount]);

  const origins = scan?.outcome === "scanned" ? originsOf(scan, picked) : [];
  const sites = useSitesToAsk(origins);

  function add(): void {
    if (scan?.outcome !== "scanned" || picked.length === 0) return;
    const { tabId } = scan;
    // In the click itself, before anything is awaited. The answer is the worker's business: the
    // browser's question may close this window.
    if (origins.length > 0) {
      void askSites(origins).then((isGranted) => {
        if (!isGranted) void send({ type: "note-site-refusal" });
      });
    }
    const picks = picked.map(({ frameId, key }) => ({ frameId, key }));
    void send({ type: "capture-found", tabId, picks }).then((isBegun) => {
      if (isBegun) onClose?.();
    });
  }

  const media = scan?.outcome === "scanned" ? scan.media : [];
  const pageUrl = scan?.outcome === "scanned" ? scan.pageUrl : "";
  return (
    <>
      <div class="main">
        {above}
        <section class="page-media" aria-labelledby={`${id}-title`}>
          <div class="page-media-head">
            <h2 id={`${id}-title`} class="section-title">
              <button
                ref={title}
                type="button"
                class="button is-small is-quiet"
                onClick={() => setTimes(times + 1)}
              >
                <Icon name="search" size={16} />
                {translate("page_media_title")}
              </button>
            </h2>
            {onClose !== null && (
              <button type="button" class="button is-small is-quiet" onClick={onClose}>
                {translate("page_media_close")}
              </button>
            )}
          </div>
          {media.length > 0 && (
            <ul class="page-media-list" role="list" aria-labelledby={`${id}-title`}>
              {media.map((one) => (
                <PageMediaItem
                  key={one.key}
                  media={one}
                  order={picked.findIndex(({ key }) => key === one.key) + 1}
                  isInDraft={isInDraft(one, pageUrl, attachments)}
                  isDisabled={
                    !picked.some(({ key }) => key === one.key) && !isPickable(one, picked)
                  }
                  onToggle={() => setPicked((before) => togglePick(one, before))}
                />
              ))}
            </ul>
          )}
          {media.length === 0 && (
            <p class="panel-text" role="status">
              {place === "tab" ? translate("page_media_in_tab") : noteFor(scan, place)}
            </p>
          )}
          {place === "side" && scan?.outcome === "not-allowed" && (
            <div>
              <button
                type="button"
                class="button is-small"
                onClick={() => void askSites([ALL_SITES])}
              >
                {translate("notice_allow_all_sites")}
              </button>
            </div>
          )}
        </section>
        {below}
      </div>
      {media.length > 0 && (
        <div class="post-bar add-bar">
          <p id={`${id}-note`} class="panel-text" role="status">
            {pickNote(scan, attachments, picked)}
            {sites.length > 0 && (
              <span class="page-media-asks">
                {translate("page_media_will_ask", formatList(sites))}
              </span>
            )}
          </p>
          <button
            type="button"
            class="button is-primary"
            disabled={picked.length === 0}
            aria-describedby={`${id}-note`}
            {...(picked.length > 0 && {
              "aria-label": translate("page_media_add_name", formatCount(picked.length)),
            })}
            onClick={add}
          >
            {picked.length === 0
              ? translate("page_media_add")
              : translate("page_media_add_count", formatCount(picked.length))}
          </button>
        </div>
      )}
    </>
  );
}

/** The sites that must be read for these picks, each once, as match patterns. */
function originsOf(
  { tabId, pageUrl }: Extract<TabScan, { outcome: "scanned" }>,
  picked: readonly PageMedia[],
): string[] {
  const origins = picked.flatMap((media) => {
    const { neededOrigin } = planFound(media, { ...media, tabId, pageUrl });
    return neededOrigin === null ? [] : [neededOrigin];
  });
  return [...new Set(origins)];
}

/** Why there is nothing to pick from. */
function noteFor(scan: TabScan | null, place: Place): string {
  switch (scan?.outcome) {
    case undefined:
      return translate("page_media_looking");
    case "scanned":
      return translate("page_media_none");
    case "guarded":
      return translate("page_media_guarded");
    case "not-allowed":
      // The click that has opened the popup has allowed what can be allowed.
      return translate(place === "side" ? "page_media_not_allowed" : "page_media_guarded");
  }
}

/** What was picked stays picked as long as the same page is in front, and still holds it. */
function keepPicks(
  picked: readonly PageMedia[],
  before: TabScan | null,
  now: TabScan,
): readonly PageMedia[] {
  if (before?.outcome !== "scanned" || now.outcome !== "scanned") return [];
  if (before.tabId !== now.tabId || before.pageUrl !== now.pageUrl) return [];
  return picked.flatMap(({ key }) => now.media.find((media) => media.key === key) ?? []);
}

/** What can be picked, or what becomes of the picks. */
function pickNote(
  scan: TabScan | null,
  attachments: readonly Attachment[],
  picked: readonly PageMedia[],
): string {
  const most = formatCount(MAX_IMAGES);
  const count = picked.length;
  if (count === 0) {
    const isCut = scan?.outcome === "scanned" && scan.isCut;
    return translate(isCut ? "page_media_pick_cut" : "page_media_pick", most);
  }
  const joining = countJoining(attachments, picked);
  return joining > 0 && joining < count
    ? translate("page_media_overflow", formatCount(joining))
    : translate("page_media_picked", formatCount(count), most);
}
