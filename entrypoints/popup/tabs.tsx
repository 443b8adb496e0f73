import { useRef } from "preact/hooks";
import { formatCount } from "../../lib/i18n/format-count";
import { translate } from "../../lib/i18n/translate";

/** The two views of the popup. */
export type TabName = "compose" | "activity";

const TABS: readonly TabName[] = ["compose", "activity"];

/** Chooses what the popup shows, by a click or the arrow keys. */
export function Tabs({
  chosen,
  attentionCount,
  onChoose,
}: {
  chosen: TabName;
  /** How many posts wait for the person. */
  attentionCount: number;
  onChoose: (tab: TabName) => void;
}) {
  const list = useRef<HTMLDivElement>(null);

  function moveByKey(event: KeyboardEvent): void {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    const other = TABS.find((tab) => tab !== chosen) ?? "compose";
    onChoose(other);
    list.current?.querySelector<HTMLElement>(`#tab-${other}`)?.focus();
  }

  return (
    <div class="tabs" role="tablist" ref={list}>
      {TABS.map((tab) => (
        <button
          key={tab}
          type="button"
          id={`tab-${tab}`}
          class="tab"
          role="tab"
          aria-selected={tab === chosen}
          aria-controls={`panel-${tab}`}
          tabIndex={tab === chosen ? 0 : -1}
          onClick={() => onChoose(tab)}
          onKeyDown={moveByKey}
        >
          {translate(tab === "compose" ? "tab_compose" : "activity_title")}
          {tab === "activity" && attentionCount > 0 && (
            <span class="tab-count" aria-hidden="true">
              {formatCount(attentionCount)}
            </span>
          )}
        </button>
      ))}
    </div>
  );
}
