import { useId, useState } from "preact/hooks";
import { translate } from "../i18n/translate";
import { isRedirectOf } from "../popup/is-redirect-of";
import type { Send } from "./use-commands";
import { useRedirectUri } from "./use-redirect-uri";

/** The way out where the browser shows the redirect address instead of handing it over. */
export function PasteRedirect({ send }: { send: Send }) {
  const id = useId();
  const answer = useRedirectUri();
  const [pasted, setPasted] = useState("");
  const [isWrong, setIsWrong] = useState(false);
  if (answer?.ok !== true) return null;
  const redirectUri = answer.value;

  async function finish(): Promise<void> {
    const address = pasted.trim();
    const isOurs = isRedirectOf(redirectUri, address);
    setIsWrong(!isOurs);
    if (isOurs) await send({ type: "paste-redirect", address });
  }

  return (
    <form
      class="field"
      onSubmit={(event) => {
        event.preventDefault();
        void finish();
      }}
    >
      <label class="field-label" for={id}>
        {translate("options_paste_redirect")}
      </label>
      <div class="field-row">
        <input
          id={id}
          class="field-box"
          type="url"
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
          aria-invalid={isWrong}
          aria-describedby={`${id}-hint`}
          value={pasted}
          onInput={(event) => {
            setPasted(event.currentTarget.value);
            setIsWrong(false);
          }}
        />
        <button type="submit" class="button">
          {translate("options_paste_redirect_button")}
        </button>
      </div>
      <p id={`${id}-hint`} class={isWrong ? "field-hint is-wrong" : "field-hint"} role="status">
        {isWrong
          ? translate("options_paste_redirect_wrong", redirectUri)
          : translate("options_paste_redirect_hint")}
      </p>
    </form>
  );
}
