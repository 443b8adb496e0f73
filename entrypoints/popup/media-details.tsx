import { translate } from "../../lib/i18n/translate";
import type { Attachment } from "../../lib/jobs/attachment";
import type { Wait } from "../../lib/jobs/wait";
import type { Progress } from "../../lib/popup/progress";
import { LazyDetails } from "../../lib/ui/lazy-details";
import type { Send } from "../../lib/ui/use-commands";
import { AltText } from "./alt-text";
import { ClipOfVideo } from "./clip/clip-of-video";
import type { FilmPlayer } from "./clip/film-player";
import { FailedMedia } from "./failed-media";
import { MediaFacts } from "./media-facts";
import { type MediaPlace, MediaPlaceButtons, placeName } from "./media-place";
import { MoveToPost } from "./thread/move-to-post";
import { ProgressBar } from "./progress-bar";
import { ProgressLine } from "./progress-line";
import { SoundChoice } from "./sound-choice";
import { WaitNote } from "./wait-note";

const loadMediaOptions = () => import("./media-options");

/** What the chosen medium is, how far it is, and all that can be changed about it. */
export function MediaDetails({
  attachment,
  place,
  progress,
  wait,
  stageId,
  isPopup,
  player,
  send,
}: {
  attachment: Attachment;
  place: MediaPlace;
  /** Null when nothing is under way. */
  progress: Progress | null;
  wait: Wait | null;
  /** The id for the element that says what state it is in. */
  stageId: string;
  isPopup: boolean;
  /** The player of a video; null while there is none. */
  player: FilmPlayer | null;
  send: Send;
}) {
  const isOnly = place.count === 1;
  return (
    <>
      {isOnly && progress !== null && (
        <ProgressBar
          percent={wait === null ? progress.percent : (progress.percent ?? 0)}
          labelledBy={stageId}
        />
      )}
      <div class="media-head">
        {!isOnly && (
          <span class="media-place" aria-hidden="true">
            {placeName(place)}
          </span>
        )}
        {progress === null ? (
          <MediaFacts attachment={attachment} id={stageId} />
        ) : (
          <ProgressLine progress={progress} id={stageId} />
        )}
        {!isOnly && (
          <MediaPlaceButtons place={place} describedBy={stageId}>
            <MoveToPost attachmentId={attachment.id} describedBy={stageId} send={send} />
          </MediaPlaceButtons>
        )}
      </div>
      {wait !== null && <WaitNote wait={wait} />}
      <ClipOfVideo attachment={attachment} player={player} send={send} />
      <SoundChoice attachment={attachment} send={send} />
      {attachment.source.isOther === true &&
        attachment.state !== "capturing" &&
        attachment.edited === undefined && (
          <p class="field-hint">
            {translate("media_other")}{" "}
            <button
              type="button"
              class="button is-small is-quiet"
              onClick={() => void send({ type: "use-shown", attachmentId: attachment.id })}
            >
              {translate("media_use_shown")}
            </button>
          </p>
        )}
      {attachment.source.isFromScreen === true && attachment.state !== "failed" && (
        <p class="field-hint">{translate("media_from_screen")}</p>
      )}
      {attachment.state === "failed" && (
        <FailedMedia attachment={attachment} send={send} describedBy={stageId} />
      )}
      {attachment.state !== "cancelled" && (
        <>
          <AltText attachment={attachment} send={send} />
          <LazyDetails
            className="folded"
            summary={translate("media_advanced")}
            load={loadMediaOptions}
          >
            {({ MediaOptions }) => (
              <MediaOptions attachment={attachment} isPopup={isPopup} send={send} />
            )}
          </LazyDetails>
        </>
      )}
    </>
  );
}
