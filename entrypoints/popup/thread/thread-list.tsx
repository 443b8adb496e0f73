import { formatCount } from "../../../lib/i18n/format-count";
import { translate } from "../../../lib/i18n/translate";
import type { Job } from "../../../lib/jobs/job";
import type { PostCost } from "../../../lib/rules/post-cost";
import type { Send } from "../../../lib/ui/use-commands";
import { useSay } from "../messages";
import { useKeptFocus } from "../use-kept-focus";
import { NeighboursContext } from "./move-to-post";
import { ThreadPost } from "./thread-post";

/** The posts of a thread that are not out yet, in their order: moved by buttons, or by Alt and an arrow. */
export function ThreadList({
  thread,
  shownId,
  firstIndex,
  costs,
  maxWeight,
  isPopup,
  send,
}: {
  thread: readonly Job[];
  /** The one that takes what is added. */
  shownId: string | null;
  /** The place of the first of them in the whole thread, counted from 0. */
  firstIndex: number;
  /** What each of them costs, in the same order. */
  costs: readonly PostCost[];
  maxWeight: number;
  isPopup: boolean;
  send: Send;
}) {
  const say = useSay();
  const keepFocus = useKeptFocus(thread.map(({ post }) => post.id).join(" "));

  async function move(postId: string, toIndex: number): Promise<void> {
    if (toIndex < 0 || toIndex >= thread.length) return;
    keepFocus();
    if (!(await send({ type: "move-post", postId, toIndex }))) return;
    say({ text: translate("media_moved", formatCount(toIndex + 1), formatCount(thread.length)) });
  }

  return (
    <ol class="thread" role="list" aria-label={translate("thread_title")}>
      {thread.map((draft, index) => {
        const cost = costs[index];
        if (cost === undefined) return null;
        const previousId = thread[index - 1]?.post.id ?? null;
        const nextId = thread[index + 1]?.post.id ?? null;
        return (
          <NeighboursContext.Provider key={draft.post.id} value={{ previousId, nextId }}>
            <ThreadPost
              draft={draft}
              index={index}
              count={thread.length}
              number={firstIndex + index + 1}
              total={firstIndex + thread.length}
              isShown={draft.post.id === shownId}
              cost={cost}
              maxWeight={maxWeight}
              isPopup={isPopup}
              onMove={(toIndex) => void move(draft.post.id, toIndex)}
              send={send}
            />
          </NeighboursContext.Provider>
        );
      })}
    </ol>
  );
}
