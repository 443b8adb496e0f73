import { browser } from "wxt/browser";
import { translate } from "../../lib/i18n/translate";
import type { AccountRecord } from "../../lib/store/account-record";
import { IconButton } from "./icon-button";
import { Logo } from "./logo";
import { openInTab } from "./open-in-tab";

/** The name of the product, who posts, and the ways to the options and to a tab. */
export function Header({
  account,
  isPopup,
  onNewDraft,
}: {
  account: AccountRecord | null;
  isPopup: boolean;
  onNewDraft: () => void;
}) {
  return (
    <header class="header">
      <Logo />
      <div class="header-names">
        <h1>{translate("extension_name")}</h1>
        {account?.state === "signed-in" && (
          <p class="header-account">
            <bdi>{accountName(account)}</bdi>
          </p>
        )}
      </div>
      <IconButton icon="add" label={translate("composer_new_draft")} onClick={onNewDraft} />
      {isPopup && (
        <IconButton
          icon="tab"
          label={translate("header_open_tab")}
          onClick={() => void openInTab()}
        />
      )}
      <IconButton
        icon="options"
        label={translate("header_open_options")}
        onClick={() => void browser.runtime.openOptionsPage()}
      />
    </header>
  );
}

function accountName({ user }: AccountRecord): string {
  return user === null ? translate("header_signed_in") : translate("header_account", user.username);
}
