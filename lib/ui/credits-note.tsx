import { useEffect } from "preact/hooks";
import { translate } from "../i18n/translate";
import { formatMoment } from "../popup/format-moment";
import { formatUsd } from "../popup/format-usd";
import { sendCommand } from "./send-command";
import { useAccounts } from "./use-accounts";

/**
 * What X says is left of the credits that an account posts with; nothing where X does not tell.
 *
 * @param sinceMs a balance from before this moment (epoch milliseconds) is not shown; null: any is
 */
export function CreditsNote({ accountId, sinceMs }: { accountId: string; sinceMs: number | null }) {
  const reading = useAccounts();
  const account = reading?.ok === true ? reading.accounts.find(({ id }) => id === accountId) : null;
  const isSignedIn = account?.state === "signed-in";
  useEffect(() => {
    // Whether it was refused is nothing to show: the note stays away then.
    if (isSignedIn) void sendCommand({ type: "read-credits", accountId, sinceMs });
  }, [isSignedIn, accountId, sinceMs]);
  const told = account?.credits?.told ?? null;
  if (!isSignedIn || told === null || told.atMs < (sinceMs ?? 0)) return null;
  const locale = translate("locale_tag");
  return (
    <p class="field-hint" data-role="credits">
      {translate("credits_left", formatUsd(told.totalUsd, locale), formatMoment(told.atMs, locale))}
    </p>
  );
}
