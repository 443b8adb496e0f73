import { translate } from "../i18n/translate";
import { RedirectUri } from "./redirect-uri";

/** Where X's apps are made. Source: https://docs.x.com/fundamentals/developer-portal */
const CONSOLE_URL = "https://console.x.com/";

/** How to get a client id, step by step. */
export function SetupSteps() {
  return (
    <div class="steps">
      <h3>{translate("options_steps_title")}</h3>
      <ol>
        <li>
          <a class="link" href={CONSOLE_URL} target="_blank" rel="noreferrer">
            {translate("options_console_link")}
          </a>
        </li>
        <li>{translate("options_step_create")}</li>
        <li>
          {translate("options_step_settings")}
          <ul>
            <li>{translate("options_step_permission")}</li>
            <li>{translate("options_step_type")}</li>
            <li>
              {translate("options_step_redirect")}
              <RedirectUri />
            </li>
          </ul>
        </li>
        <li>{translate("options_step_copy")}</li>
      </ol>
    </div>
  );
}
