import { useId } from "preact/hooks";
import { browser } from "wxt/browser";
import { nextActionOf } from "../../lib/errors/next-action";
import { translate } from "../../lib/i18n/translate";
import type { Attachment } from "../../lib/jobs/attachment";
import { attachmentProgress } from "../../lib/popup/attachment-progress";
import { findAttachmentWait } from "../../lib/popup/find-wait";
import { AltText } from "./alt-text";
import { ErrorNotice } from "../../lib/ui/error-notice";
import { MediaFacts } from "./media-facts";
import { LazyDetails } from "../../lib/ui/lazy-details";
import { type MediaPlace, MediaPlaceButtons, moveByKey } from "./media-place";
import { MediaPreview } from "./media-preview";
import { ProgressBar } from "./progress-bar";
import { ProgressLine } from "./progress-line";
import { allSitesRequest, siteRequest } from "../../lib/ui/site-request";
import type { Send } from "../../lib/ui/use-commands";
import { WaitNote } from "./wait-note";

/** One image, GIF or video of the open draft, whatever state it is in. */
export function MediaItem({
  attachment,
  place,
  isPopup,
  send,
}: {
  attachment: Attachment;
  /** Null when it is the only one. */
  place: MediaPlace | null;
  isPopup: boolean;
  send: Send;
}) {
  const id = useId();
  const attachmentId = attachment.id;
  const progress = attachmentProgress(attachment);
  const wait = findAttachmentWait(attachment);

  return (
    <li
      class={place?.isDragged === true ? "media-item is-dragged" : "media-item"}
      data-state={attachment.state}
      {...(place !== null && {
        onKeyDown: (event: KeyboardEvent) => moveByKey(event, place),
        onDragOver: (event: DragEvent) => place.onDragOver(event),
        onDrop: (event: DragEvent) => place.onDrop(event),
      })}
    >
      <div
        class="media-frame"
        draggable={place !== null}
        {...(place !== null && {
          onDragStart: (event: DragEvent) => place.onDragStart(event),
          onDragEnd: () => place.onDragEnd(),
        })}
      >
        <MediaPreview attachment={attachment} send={send} />
      </div>
      <div class="media-body">
        <div class="media-head">
          {progress !== null && (
            <ProgressBar
              percent={wait === null ? progress.percent : (progress.percent ?? 0)}
              labelledBy={`${id}-stage`}
            />
          )}
          <div class="media-status">
            {progress === null ? (
              <MediaFacts attachment={attachment} id={`${id}-stage`} />
            ) : (
              <ProgressLine progress={progress} id={`${id}-stage`} />
            )}
          </div>
          <div class="media-buttons">
            {place !== null && <MediaPlaceButtons place={place} describedBy={`${id}-stage`} />}
            <button
              type="button"
              class={attachment.state === "failed" ? "button is-small" : "button is-small is-quiet"}
              aria-describedby={`${id}-stage`}
              onClick={() => void send({ type: "remove-attachment", attachmentId })}
            >
              {translate("media_remove")}
            </button>
          </div>
        </div>
        {wait !== null && <WaitNote wait={wait} />}
        {attachment.source.isFromScreen === true && attachment.state !== "failed" && (
          <p class="field-hint">{translate("media_from_screen")}</p>
        )}
        {attachment.state === "failed" && (
          <FailedMedia attachment={attachment} send={send} describedBy={`${id}-stage`} />
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
      </div>
    </li>
  );
}

const loadMediaOptions = () => import("./media-options");

function FailedMedia({
  attachment,
  send,
  describedBy,
}: {
  attachment: Extract<Attachment, { state: "failed" }>;
  send: Send;
  describedBy: string;
}) {
  const retry = () => void send({ type: "retry-attachment", attachmentId: attachment.id });
  const noteRequest = () => void send({ type: "note-site-request", attachmentId: attachment.id });
  const { error } = attachment;
  const action = nextActionOf(error);
  const allowSite = action === "allow-site" ? siteRequest(error, retry, noteRequest) : undefined;
  const allowAllSites = allSitesRequest(retry, noteRequest);
  return (
    <ErrorNotice
      error={error}
      actions={{
        trim: () => void send({ type: "trim-attachment", attachmentId: attachment.id }),
        "sign-in": () => void send({ type: "sign-in", accountId: attachment.accountId }),
        "open-options": () => void browser.runtime.openOptionsPage(),
        "allow-all-sites": allowAllSites,
        ...(allowSite === undefined ? {} : { "allow-site": allowSite }),
      }}
    >
      {allowSite !== undefined && (
        <button type="button" class="button is-small" onClick={allowAllSites}>
          {translate("notice_allow_all_sites")}
        </button>
      )}
      {allowSite === undefined && action !== "allow-all-sites" && action !== "trim" && (
        <button
          type="button"
          class="button is-small"
          aria-describedby={describedBy}
          onClick={retry}
        >
          {translate("media_retry")}
        </button>
      )}
    </ErrorNotice>
  );
}
