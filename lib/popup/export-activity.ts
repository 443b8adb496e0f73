import type { Job } from "../jobs/job";
import { countPostOptions } from "../jobs/post-options";

/**
 * The activity list as a file for the person's own use: what was posted, from where, and what became
 * of it. Holds neither media nor anything secret.
 *
 * @param nowMs when it is written, epoch milliseconds
 */
export function exportActivity(jobs: readonly Job[], nowMs: number): string {
  const posts = jobs.map(({ post, attachments }) => ({
    state: post.state,
    text: post.text,
    url: post.state === "posted" ? post.url : null,
    createdAt: toIso(post.createdAtMs),
    changedAt: toIso(post.updatedAtMs),
    postedAt: post.state === "posted" ? toIso(post.postedAtMs) : null,
    error: post.state === "failed" || post.state === "unsure" ? post.error.code : null,
    ...(countPostOptions(post.options) > 0 && { options: post.options }),
    media: attachments.map(({ state, source, altText, ...rest }) => ({
      state,
      type: "media" in rest ? (rest.media?.mediaType ?? null) : null,
      altText,
      pageTitle: source.pageTitle,
      pageUrl: source.pageUrl,
    })),
  }));
  return `${JSON.stringify({ exportedAt: toIso(nowMs), posts }, null, 2)}\n`;
}

function toIso(atMs: number): string {
  return new Date(atMs).toISOString();
}
