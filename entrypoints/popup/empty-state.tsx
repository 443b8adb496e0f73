import { translate } from "../../lib/i18n/translate";
import { AddFilesButton } from "./add-files-button";
import type { Place } from "./place";

/** What stands above the page's media while there is no draft; with the drawing where no page is in front. */
export function EmptyState({ isFirst, place }: { isFirst: boolean; place: Place }) {
  const hasDrawing = isFirst && place === "tab";
  return (
    <section class={hasDrawing ? "empty is-first" : "empty"}>
      {hasDrawing && <RightClickDrawing />}
      <div>
        <h2 class="empty-title">{translate("empty_title")}</h2>
        {place === "tab" && <p class="empty-text">{translate("empty_text")}</p>}
      </div>
    </section>
  );
}

/** Where pictures come from that are not on the page in front. */
export function OtherWays({
  place,
  onFiles,
}: {
  place: Place;
  onFiles: (files: readonly File[]) => void;
}) {
  return (
    <div class="other-ways">
      {/* In a tab the right click is told above. */}
      <p class="field-hint">
        {translate(place === "tab" ? "page_media_files" : "page_media_other_ways")}
      </p>
      <AddFilesButton isPopup={place === "popup"} onFiles={onFiles} />
    </div>
  );
}

/** A picture on a page, the browser's menu opened over it, and the pointer on the entry to choose. */
function RightClickDrawing() {
  return (
    <svg class="empty-drawing" viewBox="0 0 240 132" width="240" height="132" aria-hidden="true">
      <rect class="drawing-page" x="12" y="8" width="216" height="116" rx="10" />
      <rect class="drawing-faint" x="28" y="22" width="64" height="6" rx="3" />
      <rect class="drawing-faint" x="28" y="34" width="40" height="6" rx="3" />
      <rect class="drawing-picture" x="28" y="50" width="112" height="74" rx="6" />
      <path
        class="drawing-hill"
        d="M28 118v-14l26-26a5 5 0 0 1 7 0l33 33l12-11a5 5 0 0 1 7 0l27 24H34a6 6 0 0 1-6-6z"
      />
      <circle class="drawing-hill" cx="112" cy="68" r="7" />
      <g class="drawing-menu">
        <rect x="104" y="34" width="108" height="66" rx="8" />
        <rect class="drawing-line" x="116" y="45" width="56" height="5" rx="2.500" />
        <rect class="drawing-choice" x="109" y="57" width="98" height="20" rx="5" />
        <rect class="drawing-choice-line" x="116" y="64.500" width="70" height="5" rx="2.500" />
        <rect class="drawing-line" x="116" y="85" width="44" height="5" rx="2.500" />
      </g>
      <path
        class="drawing-pointer"
        d="M184 66v23l5.600-5l3.700 8.400l4.300-1.900l-3.700-8.300l7.600-.700z"
      />
    </svg>
  );
}
