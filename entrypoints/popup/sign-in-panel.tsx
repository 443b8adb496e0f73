import { browser } from "wxt/browser";
import { type MessageKey, translate } from "../../lib/i18n/translate";
import type { AccountRecord } from "../../lib/store/account-record";
import { shortAccountName } from "../../lib/ui/account-name";
import { ErrorNotice } from "../../lib/ui/error-notice";
import { siteRequest } from "../../lib/ui/site-request";
import type { Send } from "../../lib/ui/use-commands";

/** What stands between the person and posting: signing in, or why that failed. Empty when all is well. */
export function SignInPanel({
  account,
  accounts,
  send,
}: {
  account: AccountRecord;
  accounts: readonly AccountRecord[];
  send: Send;
}) {
  const { error, state } = account;
  const signIn = () => void send({ type: "sign-in", accountId: account.id });
  const allowX = error === null ? undefined : siteRequest(error, signIn);
  const allow = allowX === undefined ? {} : { "allow-site": allowX };
  if (state === "signed-in") {
    if (error === null) return null;
    return (
      <ErrorNotice
        error={error}
        actions={{ "sign-in": signIn, "open-options": openOptions, ...allow }}
      />
    );
  }
  const isBusy = state === "signing-in";
  const lacksClientId = account.clientId === "";
  return (
    <section class="panel" aria-labelledby="sign-in-title">
      <h2 id="sign-in-title" class="panel-title">
        {accounts.length === 1
          ? translate("sign_in_title")
          : translate("sign_in_title_as", shortAccountName(account, accounts))}
      </h2>
      {error === null || isBusy ? (
        <p class="panel-text">{translate(panelText(isBusy, lacksClientId))}</p>
      ) : (
        <ErrorNotice
          error={error}
          // With no client id the panel itself leads to the options.
          actions={lacksClientId ? {} : { "open-options": openOptions, ...allow }}
        />
      )}
      <div class="panel-actions">
        {lacksClientId && (
          <button type="button" class="button is-primary" onClick={openOptions}>
            {translate("notice_open_options")}
          </button>
        )}
        <button
          type="button"
          class={lacksClientId ? "button" : "button is-primary"}
          disabled={isBusy}
          aria-busy={isBusy}
          onClick={signIn}
        >
          {translate("sign_in_button")}
        </button>
      </div>
    </section>
  );
}

function panelText(isBusy: boolean, lacksClientId: boolean): MessageKey {
  if (isBusy) return "sign_in_waiting";
  return lacksClientId ? "sign_in_text_no_client_id" : "sign_in_text";
}

function openOptions(): void {
  void browser.runtime.openOptionsPage();
}
