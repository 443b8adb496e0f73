import { useId } from "preact/hooks";
import { type MessageKey, translate } from "../../lib/i18n/translate";
import type { Preferences } from "../../lib/store/preferences";

const CHOICES: readonly { readonly days: number | null; readonly label: MessageKey }[] = [
  { days: 7, label: "options_keep_7" },
  { days: 30, label: "options_keep_30" },
  { days: 365, label: "options_keep_365" },
  { days: null, label: "options_keep_all" },
];

/** How long finished posts stay in the activity list. */
export function ActivitySection({
  preferences,
  onChange,
}: {
  preferences: Preferences;
  onChange: (change: Partial<Preferences>) => void;
}) {
  const id = useId();
  return (
    <section class="options-section">
      <h2>{translate("options_activity_title")}</h2>
      <div class="field">
        <label class="field-label" for={id}>
          {translate("options_keep")}
        </label>
        <select
          id={id}
          class="field-box"
          aria-describedby={`${id}-hint`}
          value={String(preferences.keepsActivityDays)}
          onChange={(event) => {
            const chosen = CHOICES.find(({ days }) => String(days) === event.currentTarget.value);
            if (chosen !== undefined) onChange({ keepsActivityDays: chosen.days });
          }}
        >
          {CHOICES.map(({ days, label }) => (
            <option key={label} value={String(days)}>
              {translate(label)}
            </option>
          ))}
        </select>
        <p id={`${id}-hint`} class="field-hint">
          {translate("options_keep_hint")}
        </p>
      </div>
    </section>
  );
}
