import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { translate } from "../../../lib/i18n/translate";
import type { Send } from "../../../lib/ui/use-commands";
import { IconButton } from "../icon-button";

/** The posts of a thread beside the one that is drawn, by their ids; null where none is. */
export interface Neighbours {
  readonly previousId: string | null;
  readonly nextId: string | null;
}

/** Which posts a medium can be moved to; outside of a thread none. */
export const NeighboursContext = createContext<Neighbours>({ previousId: null, nextId: null });

/** The buttons that move a medium to another post of the thread. Empty outside of one. */
export function MoveToPost({
  attachmentId,
  describedBy,
  send,
}: {
  attachmentId: string;
  describedBy: string;
  send: Send;
}) {
  const { previousId, nextId } = useContext(NeighboursContext);
  const move = (postId: string) => void send({ type: "move-medium", attachmentId, postId });
  return (
    <>
      {previousId !== null && (
        <IconButton
          icon="up"
          label={translate("thread_media_previous")}
          describedBy={describedBy}
          onClick={() => move(previousId)}
        />
      )}
      {nextId !== null && (
        <IconButton
          icon="down"
          label={translate("thread_media_next")}
          describedBy={describedBy}
          onClick={() => move(nextId)}
        />
      )}
    </>
  );
}
