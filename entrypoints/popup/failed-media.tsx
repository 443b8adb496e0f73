import { browser } from "wxt/browser";
import { type NextAction, nextActionOf } from "../../lib/errors/next-action";
import { translate } from "../../lib/i18n/translate";
import type { FailedAttachment } from "../../lib/jobs/attachment";
import { ErrorNotice } from "../../lib/ui/error-notice";
import { allSitesRequest, siteRequest } from "../../lib/ui/site-request";
import { isPopup } from "../../lib/ui/is-popup";
import type { Send } from "../../lib/ui/use-commands";
import { StreamList } from "./stream-list";

/** What helps where trying again would fail again. */
const ACTIONS_INSTEAD_OF_RETRY: ReadonlySet<NextAction> = new Set([
  "allow-all-sites",
  "trim",
  "convert",
  "choose-stream",
]);

/** Why a medium failed, and the ways out. */
export function FailedMedia({
  attachment,
  send,
  describedBy,
}: {
  attachment: FailedAttachment;
  send: Send;
  describedBy: string;
}) {
  const retry = () => void send({ type: "retry-attachment", attachmentId: attachment.id });
  const noteRequest = () =>
    void send({ type: "note-site-request", attachmentId: attachment.id, inPopup: isPopup() });
  const noteRefusal = () => void send({ type: "note-site-refusal" });
  const { error } = attachment;
  const action = nextActionOf(error);
  const allowSite =
    action === "allow-site" ? siteRequest(error, retry, noteRequest, noteRefusal) : undefined;
  const allowAllSites = allSitesRequest(retry, noteRequest, noteRefusal);
  return (
    <ErrorNotice
      error={error}
      actions={{
        trim: () => void send({ type: "trim-attachment", attachmentId: attachment.id }),
        convert: retry,
        "sign-in": () => void send({ type: "sign-in", accountId: attachment.accountId }),
        "open-options": () => void browser.runtime.openOptionsPage(),
        "allow-all-sites": allowAllSites,
        ...(allowSite === undefined ? {} : { "allow-site": allowSite }),
      }}
    >
      {allowSite !== undefined && (
        <button type="button" class="button is-small" onClick={allowAllSites}>
          {translate("notice_allow_all_sites")}
        </button>
      )}
      <StreamList
        attachment={attachment}
        onChoose={(url) => void send({ type: "choose-stream", attachmentId: attachment.id, url })}
      />
      {allowSite === undefined && !ACTIONS_INSTEAD_OF_RETRY.has(action) && (
        <button
          type="button"
          class="button is-small"
          aria-describedby={describedBy}
          onClick={retry}
        >
          {translate("media_retry")}
        </button>
      )}
    </ErrorNotice>
  );
}
