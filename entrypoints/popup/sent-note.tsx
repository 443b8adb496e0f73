import { useEffect, useRef } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";

/** Says, in the place of the composer, how the post that was just sent is doing; takes the focus that Post had. */
export function SentNote({ state }: { state: "under-way" | "posted" | null }) {
  const note = useRef<HTMLParagraphElement>(null);
  const isShown = state !== null;
  useEffect(() => {
    if (isShown) note.current?.focus();
  }, [isShown]);
  return (
    <div class="sent" role="status">
      {isShown && (
        <p class="sent-note" ref={note} tabIndex={-1}>
          {translate(state === "posted" ? "composer_posted" : "composer_sent")}
        </p>
      )}
    </div>
  );
}
