import { useId, useState } from "preact/hooks";
import { translate } from "../i18n/translate";
import { ErrorNotice } from "./error-notice";
import { useRedirectUri } from "./use-redirect-uri";

/** The address to register with X, as the worker knows it, with a button that copies it. */
export function RedirectUri() {
  const id = useId();
  const answer = useRedirectUri();
  const uri = answer?.ok === true ? answer.value : "";
  const [isCopied, setIsCopied] = useState(false);

  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(uri);
    setIsCopied(true);
  }

  return (
    <div class="field">
      <label class="field-label" for={id}>
        {translate("options_redirect_uri")}
      </label>
      <div class="field-row is-address">
        {/* A box of one line would cut it. */}
        <textarea
          id={id}
          class="field-box"
          rows={1}
          dir="ltr"
          readOnly
          value={uri}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" class="button" disabled={uri === ""} onClick={() => void copy()}>
          {translate("options_copy")}
        </button>
      </div>
      <p class="field-hint" role="status">
        {isCopied && translate("options_copied")}
      </p>
      {answer?.ok === false && <ErrorNotice error={answer.error} />}
    </div>
  );
}
