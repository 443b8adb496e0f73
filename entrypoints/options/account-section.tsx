import { translate } from "../../lib/i18n/translate";
import type { AccountRecord } from "../../lib/store/account-record";
import type { Send } from "../popup/use-commands";
import { PasteRedirect } from "./paste-redirect";

/** Who is signed in, and the way out. */
export function AccountSection({ account, send }: { account: AccountRecord; send: Send }) {
  return (
    <section class="options-section">
      <h2>{translate("options_account_title")}</h2>
      <p>{stateText(account)}</p>
      {account.state === "signing-in" && <PasteRedirect send={send} />}
      <div>
        <button
          type="button"
          class="button"
          disabled={account.state === "signed-out"}
          onClick={() => void send({ type: "sign-out" })}
        >
          {translate("options_sign_out")}
        </button>
      </div>
    </section>
  );
}

function stateText({ state, user }: AccountRecord): string {
  switch (state) {
    case "signed-in":
      return user === null
        ? translate("options_signed_in")
        : translate("options_signed_in_as", user.username);
    case "signing-in":
      return translate("options_signing_in");
    case "signed-out":
      return translate("options_signed_out");
  }
}
