import { formatCount } from "../i18n/format-count";
import { translate } from "../i18n/translate";
import { labelAccount } from "../popup/account-label";
import type { AccountRecord } from "../store/account-record";

/** An account as one names it in a sentence: @name, or its number while X has not told. */
export function shortAccountName(
  account: AccountRecord,
  accounts: readonly AccountRecord[],
): string {
  const label = labelAccount(account, accounts);
  return label.kind === "user"
    ? translate("header_account", label.username)
    : translate("account_number", formatCount(label.number));
}

/** An account as it stands in a list to choose from. */
export function fullAccountName(
  account: AccountRecord,
  accounts: readonly AccountRecord[],
): string {
  const label = labelAccount(account, accounts);
  return label.kind === "user"
    ? translate("account_choice", label.name, label.username)
    : translate("account_number", formatCount(label.number));
}
