import { translate } from "../../lib/i18n/translate";
import { welcomeProgress } from "../../lib/popup/welcome-steps";
import { ClientIdForm } from "../../lib/ui/client-id-form";
import { RedirectUri } from "../../lib/ui/redirect-uri";
import { SetupSteps } from "../../lib/ui/setup-steps";
import { useAccounts } from "../../lib/ui/use-accounts";
import { ErrorNotice } from "../../lib/ui/error-notice";
import { Logo } from "../../lib/ui/logo";
import { useCommands } from "../../lib/ui/use-commands";
import { SampleStep } from "./sample-step";
import { SignInStep } from "./sign-in-step";
import { Step } from "./step";

/** The way from installing to the first post. */
export function WelcomePage() {
  const reading = useAccounts();
  const { send, refusal } = useCommands();
  const account = reading?.ok === true ? reading.accounts[0] : null;
  return (
    <>
      <header class="header">
        <Logo />
        <div class="header-names">
          <h1>{translate("extension_name")}</h1>
          <p class="header-account">{translate("welcome_lead")}</p>
        </div>
      </header>
      <main class="main options">
        {reading?.ok === false && <ErrorNotice error={reading.error} />}
        {refusal !== null && <ErrorNotice error={refusal} />}
        {account !== null && (
          <ol class="welcome-steps" role="list">
            <Step
              number={1}
              title={translate("welcome_step_app")}
              progress={welcomeProgress(account).app}
            >
              <p>{translate("welcome_step_app_text")}</p>
              <SetupSteps />
              <RedirectUri />
            </Step>
            <Step
              number={2}
              title={translate("welcome_step_client_id")}
              progress={welcomeProgress(account)["client-id"]}
            >
              <p>{translate("welcome_step_client_id_text")}</p>
              <ClientIdForm accountId={account.id} clientId={account.clientId} send={send} />
            </Step>
            <Step
              number={3}
              title={translate("welcome_step_sign_in")}
              progress={welcomeProgress(account)["sign-in"]}
            >
              <SignInStep account={account} send={send} />
            </Step>
            <Step
              number={4}
              title={translate("welcome_step_post")}
              progress={welcomeProgress(account).post}
            >
              <SampleStep send={send} />
            </Step>
          </ol>
        )}
      </main>
    </>
  );
}
