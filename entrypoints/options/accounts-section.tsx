import { translate } from "../../lib/i18n/translate";
import type { AccountRecord } from "../../lib/store/account-record";
import type { Send } from "../../lib/ui/use-commands";
import { AccountCard } from "./account-card";

/** Every account, each with its client id, and the way to add one. */
export function AccountsSection({
  accounts,
  send,
}: {
  accounts: readonly [AccountRecord, ...AccountRecord[]];
  send: Send;
}) {
  return (
    <section class="options-section" aria-labelledby="accounts-title">
      <h2 id="accounts-title">{translate("options_accounts_title")}</h2>
      <ul class="account-cards" role="list" aria-labelledby="accounts-title">
        {accounts.map((account) => (
          <AccountCard key={account.id} account={account} accounts={accounts} send={send} />
        ))}
      </ul>
      <p>{translate("options_accounts_text")}</p>
      <p class="field-hint">{translate("options_accounts_x_page")}</p>
      <div>
        <button type="button" class="button" onClick={() => void send({ type: "add-account" })}>
          {translate("options_account_add")}
        </button>
      </div>
    </section>
  );
}
