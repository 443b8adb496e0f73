import { browser } from "wxt/browser";
import { translate } from "../../lib/i18n/translate";
import type { AccountRecord } from "../../lib/store/account-record";
import { Icon } from "./icon";
import { Logo } from "./logo";

/** The name of the product, who posts, and the ways to the options and to a tab. */
export function Header({ account, isPopup }: { account: AccountRecord | null; isPopup: boolean }) {
  return (
    <header class="header">
      <Logo />
      <div class="header-names">
        <h1>{translate("extension_name")}</h1>
        {account?.state === "signed-in" && <p class="header-account">{accountName(account)}</p>}
      </div>
      {isPopup && (
        <IconButton icon="tab" label={translate("header_open_tab")} onClick={openInTab} />
      )}
      <IconButton
        icon="options"
        label={translate("header_open_options")}
        onClick={() => void browser.runtime.openOptionsPage()}
      />
    </header>
  );
}

function IconButton(props: { icon: "tab" | "options"; label: string; onClick: () => void }) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}

function accountName({ user }: AccountRecord): string {
  return user === null ? translate("header_signed_in") : translate("header_account", user.username);
}

async function openInTab(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL("/popup.html") });
  window.close();
}
