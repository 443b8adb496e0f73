import { translate } from "../../lib/i18n/translate";
import type { MessageKey } from "../../lib/i18n/translate";
import type { Command } from "../../lib/messages";
import { listPostActions, type PostAction } from "../../lib/popup/list-post-actions";
import { profileUrl } from "../../lib/popup/profile-url";
import type { AccountUser } from "../../lib/store/account-record";
import type { Job } from "../../lib/store/dashboard";
import type { Send } from "./use-commands";

/** The buttons and links of one post in the activity list. */
export function ActivityActions({
  job,
  user,
  isOpen,
  describedBy,
  send,
}: {
  job: Job;
  user: AccountUser | null;
  isOpen: boolean;
  describedBy: string;
  send: Send;
}) {
  const { post } = job;
  const actions = listPostActions(job, isOpen);
  const postUrl = post.state === "posted" ? post.url : null;
  const asksForProfile = post.state === "unsure" || (post.state === "posted" && postUrl === null);
  if (actions.length === 0 && postUrl === null && !asksForProfile) return null;

  return (
    <div class="activity-actions">
      {actions.map((action) => (
        <button
          key={action}
          type="button"
          class="button is-small"
          aria-describedby={describedBy}
          onClick={() => {
            for (const command of commandsOf(action, job)) void send(command);
          }}
        >
          {translate(LABELS[action])}
        </button>
      ))}
      {postUrl !== null && (
        <OutsideLink href={postUrl} label="activity_view_post" describedBy={describedBy} />
      )}
      {asksForProfile && (
        <OutsideLink
          href={profileUrl(user)}
          label="activity_view_profile"
          describedBy={describedBy}
        />
      )}
    </div>
  );
}

function OutsideLink(props: { href: string; label: MessageKey; describedBy: string }) {
  return (
    <a
      class="link"
      href={props.href}
      target="_blank"
      rel="noreferrer"
      aria-describedby={props.describedBy}
    >
      {translate(props.label)}
    </a>
  );
}

const LABELS: Readonly<Record<PostAction, MessageKey>> = {
  cancel: "activity_cancel",
  retry: "activity_retry",
  "post-again": "activity_post_again",
  "confirm-posted": "activity_confirm_posted",
  edit: "activity_edit",
  delete: "activity_delete",
};

function commandsOf(action: PostAction, { post, attachments }: Job): Command[] {
  const postId = post.id;
  switch (action) {
    case "cancel":
      return [{ type: "cancel-post", postId }];
    case "retry":
      return post.state === "draft"
        ? attachments
            .filter(({ state }) => state === "failed")
            .map(({ id }) => ({ type: "retry-attachment", attachmentId: id }))
        : [{ type: "retry-post", postId }];
    case "post-again":
      return [{ type: "retry-post", postId }];
    case "confirm-posted":
      return [{ type: "confirm-posted", postId }];
    case "edit":
      return [{ type: "open-draft", postId }];
    case "delete":
      return [{ type: "delete-post", postId }];
  }
}
