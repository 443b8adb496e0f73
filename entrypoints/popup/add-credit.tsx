import { translate } from "../../lib/i18n/translate";
import type { Attachment } from "../../lib/jobs/attachment";
import { appendLine } from "../../lib/popup/append-line";
import { findCredits } from "../../lib/popup/find-credits";
import { topLevelDomains } from "../../lib/rules/known-top-level-domains";
import { Icon } from "../../lib/ui/icon";

/** Offers a line that says who has made the media, where their page names somebody; the button shows the whole line. */
export function AddCredit({
  attachments,
  text,
  onEditText,
}: {
  attachments: readonly Attachment[];
  text: string;
  onEditText: (text: string) => void;
}) {
  const credits = findCredits(attachments, text, topLevelDomains());
  if (credits.length === 0) return null;
  const line = translate("credit_line", credits.join(", "));
  return (
    <button
      type="button"
      class="button is-small is-quiet is-credit"
      onClick={() => onEditText(appendLine(text, line))}
    >
      <Icon name="edit" size={16} />
      {translate("credit_add", line)}
    </button>
  );
}
