import { useId } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import type { Attachment } from "../../lib/jobs/attachment";
import { MAX_ALT_TEXT_LENGTH } from "../../lib/jobs/attachment-transition";
import type { Send } from "./use-commands";
import { useDraftField } from "./use-draft-field";

/** From here on the count is shown. */
const NEARLY_FULL = MAX_ALT_TEXT_LENGTH - 200;

/** The description of an image or video for people who cannot see it. */
export function AltText({ attachment, send }: { attachment: Attachment; send: Send }) {
  const id = useId();
  const { value, edit } = useDraftField(attachment.id, attachment.altText, (altText) =>
    send({ type: "edit-alt-text", attachmentId: attachment.id, altText }),
  );
  return (
    <div class="field alt-text">
      <label class="field-label" for={id}>
        {translate("media_alt_text")}
      </label>
      <textarea
        id={id}
        class="field-box"
        rows={1}
        maxLength={MAX_ALT_TEXT_LENGTH}
        placeholder={translate("media_alt_text_placeholder")}
        aria-describedby={`${id}-count`}
        value={value}
        onInput={(event) => edit(event.currentTarget.value)}
      />
      <p id={`${id}-count`} class="field-hint">
        {value.length >= NEARLY_FULL &&
          translate("media_alt_text_count", value.length, MAX_ALT_TEXT_LENGTH)}
      </p>
    </div>
  );
}
