import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { translate } from "../../../lib/i18n/translate";
import type { Send } from "../../../lib/ui/use-commands";

/** The posts of a thread beside the one that is drawn, by their ids; null where none is. */
export interface Neighbours {
  readonly previousId: string | null;
  readonly nextId: string | null;
}

/** Which posts a medium can be moved to; outside of a thread none. */
export const NeighboursContext = createContext<Neighbours>({ previousId: null, nextId: null });

/** Moves a medium to another post of the thread. Empty outside of one. */
export function MoveToPost({ attachmentId, send }: { attachmentId: string; send: Send }) {
  const { previousId, nextId } = useContext(NeighboursContext);
  const button = (postId: string | null, label: "thread_media_previous" | "thread_media_next") =>
    postId !== null && (
      <button
        type="button"
        class="button is-small"
        onClick={() => void send({ type: "move-medium", attachmentId, postId })}
      >
        {translate(label)}
      </button>
    );
  if (previousId === null && nextId === null) return null;
  return (
    <div class="media-to-post">
      {button(previousId, "thread_media_previous")}
      {button(nextId, "thread_media_next")}
    </div>
  );
}
