import { useId, useState } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import { parseOwnerIds } from "../../lib/popup/parse-owner-ids";

/** The box for user ids. Its content is taken when the person leaves it: each change uploads anew. */
export function OwnerIds({
  ids,
  onChange,
}: {
  ids: readonly string[];
  onChange: (ids: readonly string[]) => void;
}) {
  const id = useId();
  const stored = ids.join(", ");
  const [draft, setDraft] = useState<string | null>(null);
  const value = draft ?? stored;
  const parsed = parseOwnerIds(value);

  function commit(): void {
    if (!parsed.ok) return;
    if (parsed.ids.join(", ") !== stored) onChange(parsed.ids);
    setDraft(null);
  }

  return (
    <div class="field">
      <label class="field-label" for={id}>
        {translate("media_owners")}
      </label>
      <input
        id={id}
        class="field-box"
        type="text"
        autocomplete="off"
        spellcheck={false}
        aria-invalid={!parsed.ok}
        aria-describedby={`${id}-hint`}
        value={value}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
        }}
      />
      <p id={`${id}-hint`} class={parsed.ok ? "field-hint" : "field-hint is-wrong"}>
        {parsed.ok
          ? translate("media_owners_hint")
          : translate("media_owners_invalid", parsed.invalid)}
      </p>
    </div>
  );
}
