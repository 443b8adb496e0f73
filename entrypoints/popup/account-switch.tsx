import { useId } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import { labelAccount } from "../../lib/popup/account-label";
import type { Dashboard } from "../../lib/store/dashboard";
import { fullAccountName } from "../../lib/ui/account-name";
import { Avatar } from "../../lib/ui/avatar";
import type { Send } from "../../lib/ui/use-commands";

/** Who posts: the name, or a choice where there are several accounts. Empty while nobody is signed in. */
export function AccountSwitch({
  dashboard: { account, accounts, openDraft },
  send,
}: {
  dashboard: Pick<Dashboard, "account" | "accounts" | "openDraft">;
  send: Send;
}) {
  const id = useId();
  if (accounts.length === 1) {
    if (account.state !== "signed-in") return null;
    const { user } = account;
    return (
      <p class="header-account">
        <bdi>
          {user === null
            ? translate("header_signed_in")
            : translate("header_account", user.username)}
        </bdi>
      </p>
    );
  }
  return (
    <div class="account-switch">
      <Avatar label={labelAccount(account, accounts)} size={18} />
      <label class="visually-hidden" for={id}>
        {translate("account_choose")}
      </label>
      <select
        id={id}
        class="account-select"
        value={account.id}
        onChange={(event) =>
          void send({
            type: "choose-account",
            accountId: event.currentTarget.value,
            postId: openDraft?.post.id ?? null,
          })
        }
      >
        {accounts.map((choice) => (
          <option key={choice.id} value={choice.id} dir="auto">
            {fullAccountName(choice, accounts)}
          </option>
        ))}
      </select>
    </div>
  );
}
