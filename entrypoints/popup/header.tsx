import type { ComponentChildren } from "preact";
import { browser } from "wxt/browser";
import { translate } from "../../lib/i18n/translate";
import type { Dashboard } from "../../lib/store/dashboard";
import { AccountSwitch } from "./account-switch";
import { IconButton } from "./icon-button";
import { Logo } from "../../lib/ui/logo";
import { openInTab } from "./open-in-tab";
import type { Send } from "../../lib/ui/use-commands";

/** The name of the product, who posts, and the ways to the options and to a tab. */
export function Header({
  dashboard,
  isPopup,
  onNewDraft,
  send,
  children,
}: {
  dashboard: Dashboard | null;
  isPopup: boolean;
  onNewDraft: () => void;
  send: Send;
  /** Stands below, over the whole width. */
  children: ComponentChildren;
}) {
  return (
    <header class="top">
      <div class="header">
        <Logo />
        <div class="header-names">
          <h1>{translate("extension_name")}</h1>
          {dashboard !== null && <AccountSwitch dashboard={dashboard} send={send} />}
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
      </div>
      {children}
    </header>
  );
}
