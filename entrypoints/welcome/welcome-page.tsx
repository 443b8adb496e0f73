import { spaceOf } from "../../lib/i18n/space-of";
import { translate } from "../../lib/i18n/translate";
import { formatUsd } from "../../lib/popup/format-usd";
import { welcomeProgress } from "../../lib/popup/welcome-steps";
import type { AccountRecord } from "../../lib/store/account-record";
import { FIRST_CARD_CREDITS_USD, priceUsd } from "../../lib/rules/prices";
import { ClientIdForm } from "../../lib/ui/client-id-form";
import { SetupSteps } from "../../lib/ui/setup-steps";
import { useAccounts } from "../../lib/ui/use-accounts";
import { ErrorNotice } from "../../lib/ui/error-notice";
import { Icon } from "../../lib/ui/icon";
import { Logo } from "../../lib/ui/logo";
import { useCommands } from "../../lib/ui/use-commands";
import { SampleStep } from "./sample-step";
import { SignInStep } from "./sign-in-step";
import { Step } from "./step";
import { useHasPosted } from "./use-has-posted";

/** The way from installing to the first post. */
export function WelcomePage() {
  const reading = useAccounts();
  const { send, refusal } = useCommands();
  const account = reading?.ok === true ? reading.accounts[0] : null;
  const hasPosted = useHasPosted();
  const progress = account === null ? null : welcomeProgress(account, hasPosted);
  const locale = translate("locale_tag");
  const price = (usd: number) => formatUsd(usd, locale);
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
        {account !== null && progress !== null && (
          <>
            <p>
              {translate("welcome_costs", price(priceUsd("post")), price(priceUsd("postWithLink")))}
              {spaceOf(locale)}
              {translate("welcome_free_credits", price(FIRST_CARD_CREDITS_USD))}
            </p>
            <div class="notice is-calm">
              <Icon name="info" size={18} />
              <p>{translate("welcome_site_question")}</p>
            </div>
            <ol class="welcome-steps" role="list">
              <Step
                number={1}
                title={translate("welcome_step_app")}
                progress={progress.app}
                outcome={signedInText(account)}
              >
                <p>{translate("welcome_step_app_text")}</p>
                <SetupSteps />
                <p>{translate("welcome_step_client_id_text")}</p>
                <ClientIdForm accountId={account.id} clientId={account.clientId} send={send} />
                <SignInStep account={account} send={send} />
              </Step>
              <Step
                number={2}
                title={translate("welcome_step_post")}
                progress={progress.post}
                outcome={translate("welcome_first_post")}
                isLast
              >
                <SampleStep send={send} />
              </Step>
            </ol>
          </>
        )}
      </main>
    </>
  );
}

function signedInText({ user }: AccountRecord): string {
  return user === null
    ? translate("welcome_signed_in")
    : translate("welcome_signed_in_as", user.username);
}
