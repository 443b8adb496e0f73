import { formatList } from "../../lib/i18n/format-list";
import { type MessageKey, translate } from "../../lib/i18n/translate";
import { labelAccount } from "../../lib/popup/account-label";
import type { AccountRecord } from "../../lib/store/account-record";
import { shortAccountName } from "../../lib/ui/account-name";
import { Avatar } from "../../lib/ui/avatar";
import { ConfirmDialog } from "../../lib/ui/confirm-dialog";
import { CreditsNote } from "../../lib/ui/credits-note";
import { ErrorNotice } from "../../lib/ui/error-notice";
import { siteRequest } from "../../lib/ui/site-request";
import type { Send } from "../../lib/ui/use-commands";
import { ClientIdForm } from "../../lib/ui/client-id-form";
import { PasteRedirect } from "../../lib/ui/paste-redirect";
import { useOpening } from "../../lib/ui/use-opening";

/** One account: who it is, what X allows it, its client id, and the ways in and out. */
export function AccountCard({
  account,
  accounts,
  send,
}: {
  account: AccountRecord;
  accounts: readonly AccountRecord[];
  send: Send;
}) {
  const { id, clientId, state, error, scopes } = account;
  const { opening, open, close } = useOpening();
  const label = labelAccount(account, accounts);
  const name = shortAccountName(account, accounts);
  const signIn = () => void send({ type: "sign-in", accountId: id });
  const isBusy = state === "signing-in";
  const allowX = error === null ? undefined : siteRequest(error, signIn);
  return (
    <li class="account-card" aria-label={name} data-state={state}>
      <div class="account-head">
        <Avatar label={label} size={40} />
        <div class="account-names">
          <p class="account-name">
            <bdi>{label.kind === "user" ? label.name : name}</bdi>
          </p>
          <p class="account-state">{stateText(account)}</p>
        </div>
      </div>
      {scopes.length > 0 && (
        <p class="field-hint">{translate("options_account_scopes", listScopes(scopes))}</p>
      )}
      <CreditsNote accountId={id} sinceMs={null} />
      {error !== null && !isBusy && (
        <ErrorNotice error={error} actions={allowX === undefined ? {} : { "allow-site": allowX }} />
      )}
      {isBusy && <PasteRedirect send={send} />}
      <ClientIdForm
        accountId={id}
        clientId={clientId}
        isSignedIn={state === "signed-in"}
        send={send}
      />
      <div class="account-actions">
        {state !== "signed-in" && clientId !== "" && (
          <button
            type="button"
            class="button"
            disabled={isBusy}
            aria-busy={isBusy}
            onClick={signIn}
          >
            {translate("sign_in_button")}
          </button>
        )}
        <button
          type="button"
          class="button"
          disabled={state === "signed-out"}
          onClick={() => void send({ type: "sign-out", accountId: id })}
        >
          {translate("options_sign_out")}
        </button>
        {accounts.length > 1 && (
          <button
            type="button"
            class="button is-quiet"
            aria-label={translate("options_account_remove_name", name)}
            onClick={open}
          >
            {translate("options_account_remove")}
          </button>
        )}
      </div>
      {opening !== null && (
        <ConfirmDialog
          key={opening}
          question={translate("options_account_remove_question", name)}
          consequence={translate("options_account_remove_consequence")}
          confirmLabel={translate("options_account_remove_name", name)}
          onConfirm={() => void send({ type: "remove-account", accountId: id })}
          onClose={() => close(opening)}
        />
      )}
    </li>
  );
}

function stateText({ state, user, error }: AccountRecord): string {
  switch (state) {
    case "signed-in":
      return user === null
        ? translate("options_signed_in")
        : translate("options_signed_in_as", user.username);
    case "signing-in":
      return translate("options_signing_in");
    case "signed-out":
      return error?.code === "signed-out"
        ? translate("options_account_needs_sign_in")
        : translate("options_signed_out");
  }
}

const SCOPES: Readonly<Record<string, MessageKey>> = {
  "tweet.read": "scope_tweet_read",
  "tweet.write": "scope_tweet_write",
  "users.read": "scope_users_read",
  "media.write": "scope_media_write",
  "offline.access": "scope_offline_access",
};

/** The scopes in words; one that we do not know stays as X names it. */
function listScopes(scopes: readonly string[]): string {
  const words = scopes.map((scope) => {
    const key = SCOPES[scope];
    return key === undefined ? scope : translate(key);
  });
  return formatList(words);
}
