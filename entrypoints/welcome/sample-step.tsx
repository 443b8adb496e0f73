import { useState } from "preact/hooks";
import { browser } from "wxt/browser";
import { SAMPLE_PATH } from "../../lib/capture/click/capture-sample";
import { translate } from "../../lib/i18n/translate";
import type { Send } from "../../lib/ui/use-commands";

/** A picture to right-click, and a button for whoever cannot. */
export function SampleStep({ send }: { send: Send }) {
  const [isTaken, setIsTaken] = useState(false);

  async function compose(): Promise<void> {
    const isBegun = await send({ type: "try-sample", pageTitle: translate("welcome_sample_alt") });
    setIsTaken(isBegun);
    if (isBegun) await openComposer();
  }

  return (
    <>
      <p>{translate("welcome_step_post_text")}</p>
      <img
        class="welcome-sample"
        src={browser.runtime.getURL(SAMPLE_PATH)}
        width={1200}
        height={800}
        alt={translate("welcome_sample_alt")}
      />
      <div>
        <button type="button" class="button" onClick={() => void compose()}>
          {translate("welcome_sample_button")}
        </button>
      </div>
      <p class="field-hint" role="status">
        {isTaken && translate("welcome_sample_opened")}
      </p>
      <p class="field-hint">{translate("welcome_pin")}</p>
    </>
  );
}

/** The popup where the browser lets it open; the hint beside the button helps where it does not. */
async function openComposer(): Promise<void> {
  try {
    await browser.action.openPopup();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}
