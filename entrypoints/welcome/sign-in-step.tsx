import { translate } from "../../lib/i18n/translate";
import type { AccountRecord } from "../../lib/store/account-record";
import { PasteRedirect } from "../../lib/ui/paste-redirect";
import { ErrorNotice } from "../../lib/ui/error-notice";
import { siteRequest } from "../../lib/ui/site-request";
import type { Send } from "../../lib/ui/use-commands";

/** Signing in, which is also the only real check of the client id; a refusal is explained. */
export function SignInStep({ account, send }: { account: AccountRecord; send: Send }) {
  const { clientId, error, id, state } = account;
  const isBusy = state === "signing-in";
  const signIn = () => void send({ type: "sign-in", accountId: id });
  const allowX = error === null ? undefined : siteRequest(error, signIn);
  return (
    <>
      <p>{translate(isBusy ? "options_signing_in" : "welcome_step_sign_in_text")}</p>
      {error !== null && !isBusy && (
        <ErrorNotice error={error} actions={allowX === undefined ? {} : { "allow-site": allowX }} />
      )}
      {isBusy && <PasteRedirect send={send} />}
      <div>
        <button
          type="button"
          class="button is-primary"
          disabled={isBusy || clientId === ""}
          aria-busy={isBusy}
          onClick={signIn}
        >
          {translate("sign_in_button")}
        </button>
      </div>
    </>
  );
}
