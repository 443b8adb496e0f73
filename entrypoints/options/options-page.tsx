import { translate } from "../../lib/i18n/translate";
import type { JobError } from "../../lib/errors/job-error";
import { type ErrorActions, ErrorNotice } from "../popup/error-notice";
import { Logo } from "../popup/logo";
import { siteRequest } from "../popup/site-request";
import { useCommands } from "../popup/use-commands";
import { AccountSection } from "./account-section";
import { ActivitySection } from "./activity-section";
import { ClientIdForm } from "./client-id-form";
import { PostsSection } from "./posts-section";
import { PriceTable } from "./price-table";
import { RedirectUri } from "./redirect-uri";
import { SetupSteps } from "./setup-steps";
import { SitesSection } from "./sites-section";
import { useAccount } from "./use-account";
import { usePreferences } from "./use-preferences";
import type { Preferences } from "../../lib/store/preferences";

/** Everything that is set up once: the client id, who is signed in, and what holds for each post. */
export function OptionsPage() {
  const reading = useAccount();
  const { send, refusal } = useCommands();
  const preferences = usePreferences();
  const change = (changed: Partial<Preferences>) =>
    send({ type: "set-preferences", change: changed });
  const account = reading?.ok === true ? reading.account : null;
  const error = reading?.ok === false ? reading.error : (account?.error ?? null);
  return (
    <>
      <header class="header">
        <Logo />
        <div class="header-names">
          <h1>{translate("extension_name")}</h1>
          <p class="header-account">{translate("options_title")}</p>
        </div>
      </header>
      <main class="main options">
        {error !== null && <ErrorNotice error={error} actions={actionsFor(error)} />}
        {refusal !== null && refusal.code !== error?.code && <ErrorNotice error={refusal} />}
        <section class="options-section">
          <h2>{translate("options_client_title")}</h2>
          <p>{translate("options_client_text")}</p>
          <SetupSteps />
          <RedirectUri />
          {account !== null && <ClientIdForm clientId={account.clientId} send={send} />}
        </section>
        {account !== null && <AccountSection account={account} send={send} />}
        {preferences !== null && (
          <>
            <PostsSection preferences={preferences} onChange={change} />
            <ActivitySection
              preferences={preferences}
              onChange={(changed) => void change(changed)}
            />
          </>
        )}
        <SitesSection />
        <PriceTable />
      </main>
    </>
  );
}

/** What a button can mend without a sign-in, which begins in the popup. */
function actionsFor(error: JobError): ErrorActions {
  const allowSite = siteRequest(error, () => {});
  return allowSite === undefined ? {} : { "allow-site": allowSite };
}
