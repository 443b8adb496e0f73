import { translate } from "../../lib/i18n/translate";
import { findWaitingAccounts } from "../../lib/popup/find-waiting-accounts";
import type { Dashboard } from "../../lib/store/dashboard";
import { shortAccountName } from "../../lib/ui/account-name";
import type { Send } from "../../lib/ui/use-commands";

/** The other accounts whose posts wait for a sign-in, each with the way to it. */
export function WaitingAccounts({ dashboard, send }: { dashboard: Dashboard; send: Send }) {
  const { account, accounts, activity } = dashboard;
  return (
    <>
      {findWaitingAccounts(accounts, activity, account.id).map((waiting) => {
        const name = shortAccountName(waiting, accounts);
        const isBusy = waiting.state === "signing-in";
        return (
          <section key={waiting.id} class="panel" aria-label={name}>
            <h2 class="panel-title">{translate("sign_in_again_title", name)}</h2>
            <p class="panel-text">
              {translate(isBusy ? "sign_in_waiting" : "sign_in_again_waits")}
            </p>
            <div class="panel-actions">
              <button
                type="button"
                class="button"
                disabled={isBusy}
                aria-busy={isBusy}
                onClick={() => void send({ type: "sign-in", accountId: waiting.id })}
              >
                {translate("sign_in_again_as", name)}
              </button>
            </div>
          </section>
        );
      })}
    </>
  );
}
