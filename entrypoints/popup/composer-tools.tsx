import { translate } from "../../lib/i18n/translate";
import { publicPageUrl } from "../../lib/capture/click/fill-template";
import { formatUsd } from "../../lib/popup/format-usd";
import type { Job } from "../../lib/jobs/job";
import { estimatePostCost } from "../../lib/rules/post-cost";
import { appendLine } from "../../lib/popup/append-line";
import { AddCredit } from "./add-credit";
import { AddMedia } from "./add-media";
import { Icon } from "../../lib/ui/icon";
import type { Place } from "./place";
import type { Send } from "../../lib/ui/use-commands";

/** What can be added to a draft, and the way to throw it away. */
export function ComposerTools({
  draft,
  text,
  place,
  onEditText,
  onFiles,
  onPick,
  send,
}: {
  draft: Job;
  text: string;
  place: Place;
  onEditText: (text: string) => void;
  onFiles: (files: readonly File[]) => void;
  onPick: () => void;
  send: Send;
}) {
  const pageUrl = draft.attachments
    .map(({ source }) => publicPageUrl(source.pageUrl))
    .find((url) => url !== null);
  return (
    <>
      <AddCredit attachments={draft.attachments} text={text} onEditText={onEditText} />
      <div class="composer-tools">
        {pageUrl !== undefined && pageUrl !== null && !text.includes(pageUrl) && (
          <button
            type="button"
            class="button is-small is-quiet is-page-address"
            onClick={() => onEditText(appendLine(text, pageUrl))}
          >
            <Icon name="link" size={16} />
            {addPageLabel(text, pageUrl)}
          </button>
        )}
        <AddMedia place={place} onFiles={onFiles} onPick={onPick} />
        <button
          type="button"
          class="button is-small is-quiet is-symbol"
          aria-label={translate("composer_delete_draft")}
          title={translate("composer_delete_draft")}
          onClick={() => void send({ type: "delete-post", postId: draft.post.id })}
        >
          <Icon name="trash" size={18} />
        </button>
      </div>
    </>
  );
}

/** Names the price where the address makes the post dearer. */
function addPageLabel(text: string, pageUrl: string): string {
  const priceOf = (whole: string) => estimatePostCost({ text: whole, altTextCount: 0 }).postUsd;
  const price = priceOf(appendLine(text, pageUrl));
  return price === priceOf(text)
    ? translate("composer_add_page_free")
    : translate("composer_add_page", formatUsd(price, translate("locale_tag")));
}
