import { translate } from "../../lib/i18n/translate";
import { SetupSteps } from "../../lib/ui/setup-steps";

/** How to get a client id: open until somebody is signed in, folded then. */
export function SetupSection({ isNeeded }: { isNeeded: boolean }) {
  return (
    <section class="options-section">
      <details class="setup" open={isNeeded}>
        <summary>
          <h2>{translate("options_setup_title")}</h2>
        </summary>
        <p>{translate("options_client_text")}</p>
        <SetupSteps />
      </details>
    </section>
  );
}
