import { useId } from "preact/hooks";
import { formatCount } from "../../../lib/i18n/format-count";
import { translate } from "../../../lib/i18n/translate";
import type { Job } from "../../../lib/jobs/job";
import { formatUsd } from "../../../lib/popup/format-usd";
import { topLevelDomains } from "../../../lib/rules/known-top-level-domains";
import type { PostCost } from "../../../lib/rules/post-cost";
import { weighText } from "../../../lib/rules/text-weight";
import type { Send } from "../../../lib/ui/use-commands";
import { useDraftField } from "../../../lib/ui/use-draft-field";
import { AddCredit } from "../add-credit";
import { IconButton } from "../icon-button";
import { MediaList } from "../media-list";
import { PostText } from "../post-text";
import { SplitText } from "../split-text";
import { useJoinMessage } from "../use-join-message";
import { useMediumDrop } from "./use-medium-drop";
import { WeightRing } from "../weight-ring";

/** One post of a thread: its words, its media, what it weighs and costs, and its place among the others. */
export function ThreadPost({
  draft,
  index,
  count,
  number,
  total,
  isShown,
  cost,
  maxWeight,
  isPopup,
  onMove,
  send,
}: {
  draft: Job;
  /** Its place among the drafts of the thread, counted from 0. */
  index: number;
  /** How many drafts there are. */
  count: number;
  /** Its place in the whole thread, counted from 1. */
  number: number;
  total: number;
  /** Whether it is the one that takes what is added. */
  isShown: boolean;
  cost: PostCost;
  maxWeight: number;
  isPopup: boolean;
  onMove: (toIndex: number) => void;
  send: Send;
}) {
  const { post, attachments } = draft;
  const postId = post.id;
  const field = useDraftField(postId, post.text, (text) =>
    send({ type: "edit-text", postId, text }),
  );
  const text = field.value;
  const weight = weighText(text, topLevelDomains(), maxWeight);
  const id = useId();
  const name = translate("thread_place", formatCount(number), formatCount(total));
  useJoinMessage(draft, send);
  const drop = useMediumDrop((attachmentId) => {
    void send({ type: "move-medium", attachmentId, postId });
  });

  return (
    <li
      class={["thread-post", isShown ? "is-shown" : "", drop.isOver ? "takes-medium" : ""].join(
        " ",
      )}
      aria-label={name}
      {...{
        ...drop.handlers,
        onFocusIn: () => {
          if (!isShown) void send({ type: "open-draft", postId });
        },
        onKeyDown: (event: KeyboardEvent) => {
          const steps = stepsOf(event);
          if (steps === 0) return;
          event.preventDefault();
          onMove(index + steps);
        },
      }}
    >
      <span class="thread-number" aria-hidden="true">
        {formatCount(number)}
      </span>
      <div class="thread-body">
        <PostText
          value={text}
          onEdit={field.edit}
          weight={weight}
          describedBy={`${id}-place ${id}-weight`}
          takesFocus={isShown}
        />
        <SplitText postId={postId} text={text} weight={weight} send={send} />
        <MediaList attachments={attachments} isPopup={isPopup} send={send} />
        <AddCredit attachments={attachments} text={text} onEditText={field.edit} />
        <div class="thread-tools">
          <span id={`${id}-place`} class="visually-hidden">
            {name}
          </span>
          <WeightRing weight={weight} id={`${id}-weight`} />
          <span class={cost.containsLink ? "thread-price is-dear" : "thread-price"}>
            {translate("cost_sum", formatUsd(cost.usd, translate("locale_tag")))}
          </span>
          <span class="thread-buttons">
            <IconButton
              icon="up"
              label={translate("thread_move_up")}
              describedBy={`${id}-place`}
              isUseless={index === 0}
              onClick={() => onMove(index - 1)}
            />
            <IconButton
              icon="down"
              label={translate("thread_move_down")}
              describedBy={`${id}-place`}
              isUseless={index === count - 1}
              onClick={() => onMove(index + 1)}
            />
            <IconButton
              icon="trash"
              label={translate("thread_remove")}
              describedBy={`${id}-place`}
              onClick={() => void send({ type: "delete-post", postId })}
            />
          </span>
        </div>
      </div>
    </li>
  );
}

/** Alt and an arrow up or down move a post, but where they move a medium in it. */
function stepsOf(event: KeyboardEvent): number {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return 0;
  if (event.target instanceof Element && event.target.closest(".media-list") !== null) return 0;
  if (event.key === "ArrowUp") return -1;
  return event.key === "ArrowDown" ? 1 : 0;
}
