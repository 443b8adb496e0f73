import { translate } from "../../lib/i18n/translate";
import { isAttachmentBusy } from "../../lib/jobs/attachment";
import type { PostBlocker } from "../../lib/popup/post-blocker";
import type { Job } from "../../lib/jobs/job";

/** What stands under the Post button: why it cannot be pressed, or what pressing it will mean. */
export function postNote(draft: Job, blocker: PostBlocker | null, containsLink: boolean): string {
  if (blocker !== null) return blockerText(blocker);
  if (draft.attachments.some(isAttachmentBusy)) return translate("composer_waits_for_media");
  return containsLink ? translate("composer_marks_link") : "";
}

function blockerText(blocker: PostBlocker): string {
  switch (blocker) {
    case "no-media":
      return translate("composer_blocked_no_media");
    case "post-empty":
      return translate("thread_post_empty");
    case "site-needed":
      return translate("composer_blocked_site");
    case "media-failed":
      return translate("composer_blocked_media_failed");
    case "mix-not-allowed":
      return translate("error_mix_not_allowed");
    case "too-many-images":
      return translate("error_too_many_images");
    case "over-limit":
      return translate("composer_blocked_over_limit");
    case "too-many-cashtags":
      return translate("composer_blocked_cashtags");
    case "reply-link-invalid":
      return translate("composer_blocked_reply_link");
    case "alt-text-missing":
      return translate("composer_blocked_alt_text");
    case "signed-out":
      return translate("composer_blocked_signed_out");
  }
}
