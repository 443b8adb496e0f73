import { browser } from "wxt/browser";
import type { JobError } from "../../lib/errors/job-error";
import type { Job } from "../../lib/jobs/job";
import { CreditsNote } from "../../lib/ui/credits-note";
import { type ErrorActions, ErrorNotice } from "../../lib/ui/error-notice";
import { siteRequest } from "../../lib/ui/site-request";
import { isPopup } from "../../lib/ui/is-popup";
import type { Send } from "../../lib/ui/use-commands";

/** What went wrong with a post: its own error, or those of a draft's media. */
export function ActivityErrors({ job, send }: { job: Job; send: Send }) {
  const { post, attachments } = job;
  switch (post.state) {
    case "failed":
      return (
        <>
          <ErrorNotice
            error={post.error}
            actions={actionsFor(post.error, post.accountId, send, () => {
              void send({ type: "retry-post", postId: post.id });
            })}
          />
          {post.error.code === "no-credits" && (
            <CreditsNote accountId={post.accountId} sinceMs={post.updatedAtMs} />
          )}
        </>
      );
    case "unsure":
      // While the worker looks for the post nothing is wrong yet. What the connection said stays in
      // the details; that nobody knows is what matters.
      return post.lookup === "inconclusive" ? (
        <ErrorNotice error={{ ...post.error, code: "outcome-unknown" }} />
      ) : null;
    case "draft":
      return (
        <>
          {attachments.map((attachment) =>
            attachment.state === "failed" ? (
              <ErrorNotice
                key={attachment.id}
                error={attachment.error}
                actions={{
                  ...actionsFor(
                    attachment.error,
                    post.accountId,
                    send,
                    () => void send({ type: "retry-attachment", attachmentId: attachment.id }),
                    () =>
                      void send({
                        type: "note-site-request",
                        attachmentId: attachment.id,
                        inPopup: isPopup(),
                      }),
                  ),
                  trim: () => void send({ type: "trim-attachment", attachmentId: attachment.id }),
                }}
              />
            ) : null,
          )}
        </>
      );
    default:
      return null;
  }
}

/** Retrying, editing and removing have buttons of their own below. */
function actionsFor(
  error: JobError,
  accountId: string,
  send: Send,
  retry: () => void,
  noteRequest?: () => void,
): ErrorActions {
  const allowSite = siteRequest(
    error,
    retry,
    noteRequest,
    () => void send({ type: "note-site-refusal" }),
  );
  return {
    "sign-in": () => void send({ type: "sign-in", accountId }),
    "open-options": () => void browser.runtime.openOptionsPage(),
    ...(allowSite === undefined ? {} : { "allow-site": allowSite }),
  };
}
