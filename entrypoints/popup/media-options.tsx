import { useId } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import type { Attachment, AttachmentOptions } from "../../lib/jobs/attachment";
import { OwnerIds } from "./owner-ids";
import type { Send } from "./use-commands";

/** X's rarely needed settings for one image or video, folded. */
export function MediaOptions({ attachment, send }: { attachment: Attachment; send: Send }) {
  const id = useId();
  const { options } = attachment;

  function change(changed: Partial<AttachmentOptions>): void {
    void send({
      type: "set-options",
      attachmentId: attachment.id,
      options: { ...options, ...changed },
    });
  }

  return (
    <details class="media-options">
      <summary>{translate("media_advanced")}</summary>
      {attachment.source.element === "video" && (
        <div class="field">
          <label class="field-label" for={`${id}-category`}>
            {translate("media_category")}
          </label>
          <select
            id={`${id}-category`}
            class="field-box"
            value={options.category === "amplify_video" ? "amplify_video" : "tweet_video"}
            onChange={(event) =>
              change({
                category: event.currentTarget.value === "amplify_video" ? "amplify_video" : null,
              })
            }
          >
            <option value="tweet_video">{translate("media_category_video")}</option>
            <option value="amplify_video">{translate("media_category_amplify")}</option>
          </select>
        </div>
      )}
      <OwnerIds
        ids={options.additionalOwners}
        onChange={(additionalOwners) => change({ additionalOwners })}
      />
    </details>
  );
}
