import { useContext } from "preact/hooks";
import { formatCount } from "../../lib/i18n/format-count";
import { translate } from "../../lib/i18n/translate";
import type { Attachment } from "../../lib/jobs/attachment";
import { lacksSite } from "../../lib/popup/lacks-site";
import { Icon } from "../../lib/ui/icon";
import type { Send } from "../../lib/ui/use-commands";
import type { FilmPlayer } from "./clip/film-player";
import { IconButton } from "./icon-button";
import { type MediaPlace, placeName } from "./media-place";
import { MediaPreview } from "./media-preview";
import { ProgressRing } from "./progress-ring";
import { NeighboursContext } from "./thread/move-to-post";

/**
 * A medium as a picture: the only one large, several as small numbered tiles to choose from, each with
 * a ring while it is under way and marks for a failure and for alt text.
 */
export function MediaTile({
  attachment,
  place,
  isChosen,
  percent,
  describedBy,
  onPlayer,
  onChoose,
  onRemove,
  send,
}: {
  attachment: Attachment;
  place: MediaPlace;
  isChosen: boolean;
  /** 0 to 100; null while nobody can tell; `none` when nothing is under way. */
  percent: number | null | "none";
  /** The id of the element that says what state it is in. */
  describedBy: string;
  /** Called with the player of a video, and with null when it is gone. */
  onPlayer: (player: FilmPlayer | null) => void;
  onChoose: () => void;
  onRemove: () => void;
  send: Send;
}) {
  const isOnly = place.count === 1;
  const { previousId, nextId } = useContext(NeighboursContext);
  // To another place, or to another post of the thread.
  // The controls of a film's player are dragged themselves.
  const canLeave = attachment.source.element === "image" && (previousId ?? nextId) !== null;
  const canMove = !isOnly || canLeave;
  return (
    <div
      class="media-frame"
      draggable={canMove}
      {...(canMove && {
        onDragStart: (event: DragEvent) => place.onDragStart(event),
        onDragEnd: () => place.onDragEnd(),
      })}
    >
      {isOnly ? (
        <MediaPreview attachment={attachment} onPlayer={onPlayer} send={send} />
      ) : (
        <button
          type="button"
          class="media-choose"
          aria-label={placeName(place)}
          aria-pressed={isChosen}
          aria-describedby={describedBy}
          onClick={onChoose}
        >
          <MediaPreview attachment={attachment} isSmall send={send} />
          <span class="media-number" aria-hidden="true">
            {formatCount(place.index + 1)}
          </span>
          {attachment.altText.trim() !== "" && (
            <span class="media-mark" title={translate("media_alt_text")} aria-hidden="true">
              <Icon name="described" size={14} />
            </span>
          )}
          {attachment.state === "failed" && !lacksSite(attachment) && (
            <span class="media-mark is-failed" aria-hidden="true">
              <Icon name="alert" size={16} />
            </span>
          )}
        </button>
      )}
      {!isOnly && percent !== "none" && <ProgressRing percent={percent} labelledBy={describedBy} />}
      <div class="media-remove">
        <IconButton
          icon="close"
          label={translate("media_remove")}
          describedBy={describedBy}
          onClick={onRemove}
        />
      </div>
    </div>
  );
}
