import type { JobError } from "../errors/job-error";
import type { Attachment } from "../jobs/attachment";
import type { Job } from "../jobs/job";
import type { AccountRecord } from "../store/account-record";

/**
 * What X has made of the posts, as a file that can be shown to others: states, codes, times and X's own ids. No
 * tokens, no names, no texts, no addresses, nor X's sentences, which can quote a text.
 *
 * @param nowMs when it is written, epoch milliseconds
 */
export function exportLog(
  jobs: readonly Job[],
  accounts: readonly AccountRecord[],
  nowMs: number,
): string {
  const numbers = new Map(accounts.map(({ id }, index) => [id, index + 1]));
  const log = {
    exportedAt: toIso(nowMs),
    accounts: accounts.map(({ state, scopes, user, credits, error }) => ({
      state,
      scopes,
      tier: user?.tier ?? null,
      creditsUsd: credits?.told?.totalUsd ?? null,
      creditsToldAt:
        credits?.told === null || credits?.told === undefined ? null : toIso(credits.told.atMs),
      error: describeError(error),
    })),
    posts: jobs.map(({ post, attachments }) => ({
      account: numbers.get(post.accountId) ?? null,
      state: post.state,
      createdAt: toIso(post.createdAtMs),
      changedAt: toIso(post.updatedAtMs),
      xPostId: post.state === "posted" ? post.xPostId : null,
      // Long posts are shown cut: how long it was matters, not what it said.
      textLength: post.text.length,
      isReply: post.options.replyLink !== "",
      error: "error" in post ? describeError(post.error) : null,
      media: attachments.map(describeAttachment),
    })),
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function describeAttachment(attachment: Attachment) {
  const media = "media" in attachment ? attachment.media : null;
  return {
    state: attachment.state,
    type: media?.mediaType ?? null,
    bytes: media?.totalBytes ?? null,
    mediaId: attachment.state === "ready" ? attachment.mediaId : null,
    mediaKey: attachment.state === "ready" ? attachment.mediaKey : null,
    hasAltText: attachment.altText !== "",
    error: attachment.state === "failed" ? describeError(attachment.error) : null,
  };
}

function describeError(error: JobError | null) {
  if (error === null) return null;
  const { code, stage, server, retryAtMs } = error;
  return {
    code,
    stage,
    retryAt: retryAtMs === null ? null : toIso(retryAtMs),
    server: server && {
      httpStatus: server.httpStatus,
      code: server.code,
      name: server.name,
      title: server.title,
      problem: server.problem,
      transactionId: server.transactionId,
    },
  };
}

function toIso(atMs: number): string {
  return new Date(atMs).toISOString();
}
