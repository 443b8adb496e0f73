import { useEffect, useRef } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import { segmentText } from "../../lib/popup/segment-text";
import type { TextWeight } from "../../lib/rules/text-weight";
import { writtenDirection } from "../../lib/ui/written-direction";

/**
 * The box for the post's text. A copy of the text lies under it: it makes the box grow with what is
 * typed, and carries the marks: what X makes a link of, and what it has no room for. Whoever cannot
 * see them is told the same by the counter and the note that describe the box.
 */
export function PostText({
  value,
  onEdit,
  weight,
  describedBy,
  takesFocus = true,
}: {
  value: string;
  onEdit: (text: string) => void;
  weight: TextWeight;
  describedBy: string;
  /** Whether it is written in at once, when it appears. */
  takesFocus?: boolean;
}) {
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!takesFocus) return;
    // Once per draft: the composer is made anew for another one.
    box.current?.focus({ preventScroll: true });
    box.current?.setSelectionRange(box.current.value.length, box.current.value.length);
  }, []);

  return (
    <div class="post-text">
      <div class="post-text-copy" aria-hidden="true" {...writtenDirection(value)}>
        {segmentText(value, weight).map(({ text, isLink, isOver }) =>
          isLink || isOver ? (
            <mark class={markClass(isLink, isOver)}>{text}</mark>
          ) : (
            <span>{text}</span>
          ),
        )}
        {/* A line break at the end takes up a line only when something follows it. */}
        {"\u200b"}
      </div>
      <textarea
        ref={box}
        class="post-text-box"
        aria-label={translate("composer_text")}
        aria-describedby={describedBy}
        aria-invalid={weight.isOverLimit}
        placeholder={translate("composer_text_placeholder")}
        rows={1}
        value={value}
        {...writtenDirection(value)}
        onInput={(event) => onEdit(event.currentTarget.value)}
      />
    </div>
  );
}

function markClass(isLink: boolean, isOver: boolean): string {
  return [isLink ? "is-link" : "", isOver ? "is-over" : ""].join(" ").trim();
}
