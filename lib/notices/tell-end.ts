import { browser } from "wxt/browser";
import { explainError } from "../errors/explain-error";
import { translate } from "../i18n/translate";
import { postTitle } from "../jobs/post-title";
import { getAttachments } from "../store/attachment-store";
import { noticeButton, noticeIdOf } from "./notice";
import type { Post } from "../jobs/post";

/** Shows the notification of a post that has come to an end; one about the same post gives way to it. */
export async function tellEnd(post: Post): Promise<void> {
  const button = noticeButton(post);
  const options = {
    type: "basic" as const,
    iconUrl: browser.runtime.getURL("/icons/128.png"),
    ...(await noticeTexts(post)),
  };
  const label = button === "view" ? "notification_view" : "notification_retry";
  await createNotice(
    noticeIdOf(post.id),
    button === null ? options : { ...options, buttons: [{ title: translate(label) }] },
  );
}

interface NoticeOptions {
  readonly type: "basic";
  readonly iconUrl: string;
  readonly title: string;
  readonly message: string;
  readonly buttons?: { readonly title: string }[];
}

/** Firefox refuses buttons, and says so only by throwing: there the body alone is clicked. */
async function createNotice(id: string, options: NoticeOptions): Promise<void> {
  try {
    await browser.notifications.create(id, options);
  } catch (error) {
    if (!(error instanceof Error) || options.buttons === undefined) throw error;
    const { buttons: _, ...plain } = options;
    await browser.notifications.create(id, plain);
  }
}

async function noticeTexts(post: Post): Promise<{ title: string; message: string }> {
  const attachments = await getAttachments(post.attachmentIds);
  const name = postTitle({ post, attachments }) || translate("activity_untitled");
  switch (post.state) {
    case "failed":
      return {
        title: translate("notification_failed_title"),
        message: explainError(post.error).sentence,
      };
    case "scheduled":
      return { title: translate("notification_missed_title"), message: name };
    case "unsure":
      return { title: translate("notification_unsure_title"), message: name };
    default:
      return { title: translate("notification_posted_title"), message: name };
  }
}
