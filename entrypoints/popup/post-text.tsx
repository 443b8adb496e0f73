import { useEffect, useRef } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import type { TextWeight } from "../../lib/x/text-weight";

/**
 * The box for the post's text. A copy of the text lies under it: it makes the box grow with what is
 * typed, and marks the part over the limit.
 */
export function PostText({
  value,
  onEdit,
  weight,
  describedBy,
}: {
  value: string;
  onEdit: (text: string) => void;
  weight: TextWeight;
  describedBy: string;
}) {
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // Once per draft: the composer is made anew for another one.
    box.current?.focus({ preventScroll: true });
    box.current?.setSelectionRange(box.current.value.length, box.current.value.length);
  }, []);
  const fits = weight.overLimitStart ?? value.length;

  return (
    <div class="post-text">
      <div class="post-text-copy" aria-hidden="true">
        {value.slice(0, fits)}
        {fits < value.length && <mark>{value.slice(fits)}</mark>}
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
        onInput={(event) => onEdit(event.currentTarget.value)}
      />
    </div>
  );
}
