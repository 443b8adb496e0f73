import type { ComponentChildren } from "preact";
import { browser } from "wxt/browser";
import { translate } from "../../lib/i18n/translate";
import type { Dashboard } from "../../lib/store/dashboard";
import { AccountSwitch } from "./account-switch";
import { IconButton } from "./icon-button";
import { Logo } from "../../lib/ui/logo";
import { canOpenBeside } from "../../lib/notices/side-panel";
import { openBeside } from "./open-beside";
import { openInTab } from "./open-in-tab";
import type { Place } from "./place";
import type { Send } from "../../lib/ui/use-commands";

/** The name of the product, who posts, and the ways to the options, to a tab and to the place beside the page. */
export function Header({
  dashboard,
  place,
  onNewDraft,
  send,
  children,
}: {
  dashboard: Dashboard | null;
  place: Place;
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
        {place === "popup" && canOpenBeside() && (
          <IconButton
            icon="beside"
            label={translate("header_open_beside")}
            onClick={() => void openBeside()}
          />
        )}
        {place === "popup" && (
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
