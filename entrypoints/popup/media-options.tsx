import "./css/options-panel.css";
import { useId } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import type { Attachment, AttachmentOptions } from "../../lib/jobs/attachment";
import { OwnerIds } from "./owner-ids";
import { SubtitlesField } from "./subtitles-field";
import type { Send } from "../../lib/ui/use-commands";
import { useDraftRecord } from "./use-draft-record";

/** X's rarely needed settings for one image or video. */
export function MediaOptions({
  attachment,
  isPopup,
  send,
}: {
  attachment: Attachment;
  isPopup: boolean;
  send: Send;
}) {
  const id = useId();
  const { value: options, change } = useDraftRecord<AttachmentOptions>(
    attachment.id,
    attachment.options,
    (chosen) => send({ type: "set-options", attachmentId: attachment.id, options: chosen }),
  );

  return (
    <div class="option-fields">
      {isVideo(attachment) && (
        <>
          <SubtitlesField attachment={attachment} isPopup={isPopup} send={send} />
          <div class="field">
            <label class="field-label" for={`${id}-category`}>
              {translate("media_category")}
            </label>
            <select
              id={`${id}-category`}
              class="field-box"
              value={options.category === "amplify_video" ? "amplify_video" : "tweet_video"}
              onChange={(event) =>
                void change({
                  category: event.currentTarget.value === "amplify_video" ? "amplify_video" : null,
                })
              }
            >
              <option value="tweet_video">{translate("media_category_video")}</option>
              <option value="amplify_video">{translate("media_category_amplify")}</option>
            </select>
          </div>
        </>
      )}
      <OwnerIds
        ids={options.additionalOwners}
        onChange={(additionalOwners) => change({ additionalOwners })}
      />
    </div>
  );
}

/** By the bytes where they are known. */
function isVideo(attachment: Attachment): boolean {
  return "media" in attachment && attachment.media !== null
    ? attachment.media.category === "tweet_video"
    : attachment.source.element === "video";
}
