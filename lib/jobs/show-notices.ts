import { browser } from "wxt/browser";
import { explainError } from "../errors/explain-error";
import { translate } from "../i18n/translate";
import { postTitle } from "../popup/post-title";
import { getAttachments } from "../store/attachment-store";
import { watchOwnChanges } from "../store/change-notice";
import { claimNotice, forgetNotices } from "../store/notice-store";
import { getPost, listRecentPosts } from "../store/post-store";
import { getPreferences } from "../store/preferences-store";
import { isComposerInSight } from "./composer-in-sight";
import { answerNotice, endOf, noticeButton, noticeIdOf, postIdOfNotice } from "./notice";
import type { Post } from "./post";

/** An end that a worker did not live to tell is among the posts changed last. */
const LOOK_BACK = 50;

/**
 * Tells how posts have ended, each end once over all lives of the worker: it is noted in the store
 * first, so that a worker that dies in between tells too little rather than twice. What the person
 * sees in the composer is noted too, and not shown. Call once per worker.
 */
export function showNotices(reportFailure: (error: unknown) => void): void {
  watchOwnChanges(({ table, id }) => {
    if (table === "posts") void getPost(id).then(tellEnd).catch(reportFailure);
  });
  void tellMissedEnds().catch(reportFailure);
}

async function tellMissedEnds(): Promise<void> {
  await forgetNotices();
  for (const post of await listRecentPosts(LOOK_BACK)) await tellEnd(post);
}

async function tellEnd(post: Post | undefined): Promise<void> {
  const end = post === undefined ? null : endOf(post);
  if (post === undefined || end === null || !(await claimNotice(post.id, end))) return;
  const { notifies } = await getPreferences();
  if (!notifies || (await isComposerInSight())) return;
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
    case "unsure":
      return { title: translate("notification_unsure_title"), message: name };
    default:
      return { title: translate("notification_posted_title"), message: name };
  }
}

/** What a click on a notification needs of the rest. */
export interface NoticeEffects {
  retryPost(postId: string): Promise<void>;
  openComposer(): Promise<void>;
}

/** Answers a click on a notification; one that is not about a post is left alone. */
export async function answerNoticeClick(
  noticeId: string,
  clicked: "body" | "button",
  effects: NoticeEffects,
): Promise<void> {
  const postId = postIdOfNotice(noticeId);
  if (postId === null) return;
  await browser.notifications.clear(noticeId);
  const answer = answerNotice(await getPost(postId), clicked);
  switch (answer.do) {
    case "view":
      await browser.tabs.create({ url: answer.url });
      return;
    case "retry":
      await effects.retryPost(postId);
      return;
    case "open-composer":
      await effects.openComposer();
      return;
  }
}
