import { translate } from "../../lib/i18n/translate";
import type { Preferences } from "../../lib/store/preferences";
import { SwitchField } from "./switch-field";

/** Whether notifications say how posts have ended. */
export function NoticesSection({
  preferences,
  onChange,
}: {
  preferences: Preferences;
  onChange: (change: Partial<Preferences>) => Promise<boolean>;
}) {
  return (
    <section class="options-section">
      <h2>{translate("options_notices_title")}</h2>
      <SwitchField
        label={translate("options_notices_label")}
        hint={translate("options_notices_hint")}
        isOn={preferences.notifies}
        onChange={(notifies) => void onChange({ notifies })}
      />
    </section>
  );
}
