import { useEffect, useId, useRef, useState } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import { parseOwnerIds } from "../../lib/popup/parse-owner-ids";
import { unsavedFields } from "../../lib/ui/page-fields";

/**
 * The box for user ids. Its content is taken when the person leaves it, or posts: each change uploads
 * anew. What is no list of ids holds up the post, and gets the focus.
 */
export function OwnerIds({
  ids,
  onChange,
}: {
  ids: readonly string[];
  /** Resolves with whether they are stored. */
  onChange: (ids: readonly string[]) => Promise<boolean>;
}) {
  const id = useId();
  const stored = ids.join(", ");
  const [draft, setDraft] = useState<string | null>(null);
  const value = draft ?? stored;
  const parsed = parseOwnerIds(value);

  async function commit(): Promise<boolean> {
    if (!parsed.ok) return false;
    const isStored = parsed.ids.join(", ") === stored || (await onChange(parsed.ids));
    if (isStored) setDraft(null);
    return isStored;
  }

  const box = useRef<HTMLInputElement>(null);
  const settle = useRef(commit);
  settle.current = () => {
    if (!parsed.ok) box.current?.focus();
    return commit();
  };
  useEffect(() => unsavedFields.add({ settle: () => settle.current() }), []);

  return (
    <div class="field">
      <label class="field-label" for={id}>
        {translate("media_owners")}
      </label>
      <input
        ref={box}
        id={id}
        class="field-box"
        type="text"
        dir="ltr"
        autocomplete="off"
        spellcheck={false}
        aria-invalid={!parsed.ok}
        aria-describedby={`${id}-hint`}
        value={value}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onBlur={() => void commit()}
        onKeyDown={(event) => {
          if (event.key === "Enter") void commit();
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
