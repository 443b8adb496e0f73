import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { type MessageKey, translate } from "../../lib/i18n/translate";
import type { Command } from "../../lib/messages";
import { listPostActions, type PostAction } from "../../lib/popup/list-post-actions";
import { profileUrl } from "../../lib/popup/profile-url";
import type { AccountUser } from "../../lib/store/account-record";
import type { Job } from "../../lib/jobs/job";
import type { ThreadPlace } from "../../lib/jobs/thread";
import { Icon } from "../../lib/ui/icon";
import { CopyLinkButton } from "./copy-link-button";
import type { Send } from "../../lib/ui/use-commands";

/** The buttons and links of one post in the activity list. */
export function ActivityActions({
  job,
  place,
  user,
  describedBy,
  onOpen,
  send,
}: {
  job: Job;
  /** Where it stands in its thread; undefined where it is in none. */
  place: ThreadPlace | undefined;
  user: AccountUser | null;
  describedBy: string;
  /** The composer has something to show. */
  onOpen: () => void;
  send: Send;
}) {
  const { post } = job;
  const actions = listPostActions(job, place);
  const postUrl = post.state === "posted" ? post.url : null;
  const similarUrl = post.state === "unsure" ? (post.similarUrl ?? null) : null;
  const asksForProfile = post.state === "unsure" || (post.state === "posted" && postUrl === null);
  if (actions.length === 0 && postUrl === null && !asksForProfile) return null;
  const buttons = actions.map((action) => (
    <ActionButton
      key={action}
      action={action}
      job={job}
      describedBy={describedBy}
      isInMenu={post.state === "posted"}
      onOpen={onOpen}
      send={send}
    />
  ));

  return (
    <div class="activity-actions">
      {post.state !== "posted" && buttons}
      {postUrl !== null && (
        <OutsideLink href={postUrl} label="activity_view_post" describedBy={describedBy} />
      )}
      {asksForProfile && (
        <span class="activity-links">
          {similarUrl !== null && (
            <OutsideLink
              href={similarUrl}
              label="activity_view_similar"
              describedBy={describedBy}
            />
          )}
          <OutsideLink
            href={profileUrl(user)}
            label="activity_view_profile"
            describedBy={describedBy}
          />
        </span>
      )}
      {/* A finished post takes two lines: what is rarely done with it is folded. */}
      {post.state === "posted" && <MoreMenu describedBy={describedBy}>{buttons}</MoreMenu>}
    </div>
  );
}

function MoreMenu(props: { describedBy: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <>
      <button
        type="button"
        class="icon-button"
        popovertarget={id}
        aria-label={translate("activity_more")}
        title={translate("activity_more")}
        aria-describedby={props.describedBy}
      >
        <Icon name="more" />
      </button>
      <div id={id} class="menu" popover="auto">
        {props.children}
      </div>
    </>
  );
}

function ActionButton({
  action,
  job,
  describedBy,
  isInMenu,
  onOpen,
  send,
}: {
  action: PostAction;
  job: Job;
  describedBy: string;
  isInMenu: boolean;
  onOpen: () => void;
  send: Send;
}) {
  const { post } = job;
  const className = isInMenu ? "menu-item" : "button is-small";
  if (action === "copy-link") {
    const url = post.state === "posted" ? post.url : null;
    return url === null ? null : (
      <CopyLinkButton url={url} className={className} describedBy={describedBy} />
    );
  }
  return (
    <button
      type="button"
      class={className}
      aria-describedby={describedBy}
      onClick={() => {
        for (const command of commandsOf(action, job)) void send(command);
        if (COMPOSES.has(action)) onOpen();
      }}
    >
      {translate(
        action === "delete" && post.state === "posted" ? "activity_remove" : LABELS[action],
      )}
    </button>
  );
}

/** After these the composer has something to show. */
const COMPOSES: ReadonlySet<PostAction> = new Set(["open", "edit", "compose-again", "restore"]);

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

const LABELS: Readonly<Record<Exclude<PostAction, "copy-link">, MessageKey>> = {
  cancel: "activity_cancel",
  retry: "activity_retry",
  "post-now": "activity_post_now",
  "post-again": "activity_post_again",
  "confirm-posted": "activity_confirm_posted",
  open: "activity_open",
  edit: "activity_edit",
  "compose-again": "activity_compose_again",
  restore: "activity_restore",
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
    case "post-now":
      return [{ type: "publish", postId }];
    case "post-again":
      return [{ type: "retry-post", postId }];
    case "confirm-posted":
      return [{ type: "confirm-posted", postId }];
    case "open":
    case "edit":
      return [{ type: "open-draft", postId }];
    case "copy-link":
      return [];
    case "compose-again":
    case "restore":
      return [{ type: "compose-again", postId }];
    case "delete":
      return [{ type: "delete-post", postId }];
  }
}
