import { browser } from "wxt/browser";
import { translate } from "../../lib/i18n/translate";
import { WELCOME_PATH } from "../../lib/notices/welcome-page";
import { ErrorNotice } from "../../lib/ui/error-notice";
import { Logo } from "../../lib/ui/logo";
import { useCommands } from "../../lib/ui/use-commands";
import { AccountsSection } from "./accounts-section";
import { ActivitySection } from "./activity-section";
import { NoticesSection } from "./notices-section";
import { PostsSection } from "./posts-section";
import { PriceTable } from "./price-table";
import { SetupSection } from "./setup-section";
import { ShortcutsSection } from "./shortcuts-section";
import { SitesSection } from "./sites-section";
import { useAccounts } from "../../lib/ui/use-accounts";
import { usePreferences } from "./use-preferences";
import type { Preferences } from "../../lib/store/preferences";

/** Everything that is set up once: client ids, who is signed in, and what holds for each post. */
export function OptionsPage() {
  const reading = useAccounts();
  const { send, refusal } = useCommands();
  const preferences = usePreferences();
  const change = (changed: Partial<Preferences>) =>
    send({ type: "set-preferences", change: changed });
  return (
    <>
      <header class="header">
        <Logo />
        <div class="header-names">
          <h1>{translate("extension_name")}</h1>
          <p class="header-account">{translate("options_title")}</p>
        </div>
        <a class="link" href={browser.runtime.getURL(WELCOME_PATH)}>
          {translate("options_welcome")}
        </a>
      </header>
      <main class="main options">
        {reading?.ok === false && <ErrorNotice error={reading.error} />}
        {refusal !== null && <ErrorNotice error={refusal} />}
        {reading?.ok === true && (
          <>
            <AccountsSection accounts={reading.accounts} send={send} />
            <SetupSection isNeeded={!reading.accounts.some(({ state }) => state === "signed-in")} />
          </>
        )}
        {preferences !== null && (
          <>
            <PostsSection preferences={preferences} onChange={change} />
            <NoticesSection preferences={preferences} onChange={change} />
            <ActivitySection
              preferences={preferences}
              onChange={(changed) => void change(changed)}
            />
          </>
        )}
        <SitesSection />
        <ShortcutsSection />
        <PriceTable />
      </main>
    </>
  );
}
