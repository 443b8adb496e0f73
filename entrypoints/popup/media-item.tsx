import { useId, useState } from "preact/hooks";
import type { Attachment } from "../../lib/jobs/attachment";
import { attachmentProgress } from "../../lib/popup/attachment-progress";
import { findAttachmentWait } from "../../lib/popup/find-wait";
import type { FilmPlayer } from "./clip/film-player";
import { EditButton } from "./edit/edit-button";
import type { Send } from "../../lib/ui/use-commands";
import { MediaDetails } from "./media-details";
import { type MediaPlace, moveByKey, placeName } from "./media-place";
import { MediaTile } from "./media-tile";
import { MoveToPost } from "./thread/move-to-post";

/** One image, GIF or video of the open draft: its tile, and below all tiles its details while it is the chosen one. */
export function MediaItem({
  attachment,
  place,
  isChosen,
  onChoose,
  isPopup,
  send,
}: {
  attachment: Attachment;
  place: MediaPlace;
  isChosen: boolean;
  onChoose: () => void;
  isPopup: boolean;
  send: Send;
}) {
  const id = useId();
  const [player, setPlayer] = useState<FilmPlayer | null>(null);
  const progress = attachmentProgress(attachment);
  const wait = findAttachmentWait(attachment);
  const isOnly = place.count === 1;
  const classes = ["media-item"];
  if (isChosen) classes.push("is-chosen");
  if (place.isDragged) classes.push("is-dragged");
  if (place.landing !== null) classes.push(`lands-${place.landing}`);

  return (
    <li
      class={classes.join(" ")}
      data-state={attachment.state}
      aria-label={placeName(place)}
      style={{ "--column": place.index + 1 }}
      {...(!isOnly && {
        onKeyDown: (event: KeyboardEvent) => moveByKey(event, place),
        onDragOver: (event: DragEvent) => place.onDragOver(event),
        onDrop: (event: DragEvent) => place.onDrop(event),
      })}
    >
      <MediaTile
        attachment={attachment}
        place={place}
        isChosen={isChosen}
        percent={
          progress === null ? "none" : wait === null ? progress.percent : (progress.percent ?? 0)
        }
        describedBy={`${id}-stage`}
        onPlayer={setPlayer}
        onChoose={onChoose}
        onRemove={() => void send({ type: "remove-attachment", attachmentId: attachment.id })}
        send={send}
      />
      <div class="media-edit">
        {isOnly && (
          <MoveToPost attachmentId={attachment.id} describedBy={`${id}-stage`} send={send} />
        )}
        <EditButton attachment={attachment} describedBy={`${id}-stage`} send={send} />
      </div>
      {/* Hidden, not taken away: what is written there may still wait to be stored. */}
      <div class="media-details" hidden={!isChosen}>
        <MediaDetails
          attachment={attachment}
          place={place}
          progress={progress}
          wait={wait}
          stageId={`${id}-stage`}
          isPopup={isPopup}
          player={player}
          send={send}
        />
      </div>
    </li>
  );
}
