import "./css/later.css";
import { useId, useRef, useState } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import { fromLocalField, proposeTimes, toLocalField } from "../../lib/jobs/schedule";
import { formatMoment } from "../../lib/popup/format-moment";

const PROPOSALS = 3;

/**
 * The button that has the draft go out later. Pressed first it asks for the moment, pressed again it takes
 * what the field says.
 */
export function PostLater({
  canSchedule,
  onSchedule,
}: {
  /** Whether the draft could go out now. */
  canSchedule: boolean;
  /** @param atMs epoch milliseconds */
  onSchedule: (atMs: number) => Promise<void>;
}) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [proposed, setProposed] = useState<readonly number[] | null>(null);
  const [isPast, setIsPast] = useState(false);

  function press(): void {
    if (proposed === null) {
      setProposed(proposeTimes(Date.now(), PROPOSALS));
      requestAnimationFrame(() => field.current?.focus());
      return;
    }
    const atMs = fromLocalField(field.current?.value ?? "");
    const isTooEarly = atMs === null || atMs <= Date.now();
    setIsPast(isTooEarly);
    if (!isTooEarly && canSchedule) void onSchedule(atMs);
  }

  return (
    <form
      class="later"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        press();
      }}
    >
      {proposed !== null && (
        <div class="field">
          <label class="field-label" for={`${id}-at`}>
            {translate("later_at")}
          </label>
          <input
            ref={field}
            id={`${id}-at`}
            class="field-box"
            type="datetime-local"
            defaultValue={toLocalField(proposed[0] ?? Date.now())}
            aria-invalid={isPast}
            aria-describedby={`${id}-note`}
            onInput={() => setIsPast(false)}
          />
          <div class="later-times" role="group" aria-label={translate("later_proposed")}>
            {proposed.map((atMs) => (
              <button
                key={atMs}
                type="button"
                class="button is-small"
                onClick={() => {
                  if (field.current !== null) field.current.value = toLocalField(atMs);
                  setIsPast(false);
                }}
              >
                {formatMoment(atMs, translate("locale_tag"))}
              </button>
            ))}
          </div>
          <p id={`${id}-note`} class="field-hint is-wrong" role="status">
            {isPast && translate("later_past")}
          </p>
        </div>
      )}
      <button type="submit" class="button is-small" disabled={proposed !== null && !canSchedule}>
        {translate("later_post")}
      </button>
      {proposed !== null && (
        <button type="button" class="button is-small is-quiet" onClick={() => setProposed(null)}>
          {translate("later_close")}
        </button>
      )}
    </form>
  );
}
