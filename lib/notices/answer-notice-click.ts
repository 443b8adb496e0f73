import { browser } from "wxt/browser";
import { getPost } from "../store/post-store";
import { answerNotice, postIdOfNotice } from "./notice";

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
