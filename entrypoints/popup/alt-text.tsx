import { useEffect, useId } from "preact/hooks";
import { formatCount } from "../../lib/i18n/format-count";
import { translate } from "../../lib/i18n/translate";
import type { Attachment } from "../../lib/jobs/attachment";
import { MAX_ALT_TEXT_LENGTH } from "../../lib/jobs/alt-text";
import type { Send } from "../../lib/ui/use-commands";
import { useDraftField } from "../../lib/ui/use-draft-field";
import { useLazy } from "../../lib/ui/use-lazy";
import { writtenDirection } from "../../lib/ui/written-direction";

const loadProposal = () => import("./alt-text-proposal");

/** The description of an image or video for people who cannot see it, with its length and a reminder. */
export function AltText({ attachment, send }: { attachment: Attachment; send: Send }) {
  const id = useId();
  const { value, edit } = useDraftField(attachment.id, attachment.altText, (altText) =>
    send({ type: "edit-alt-text", attachmentId: attachment.id, altText }),
  );
  // Most browsers have no model, and need no code for it.
  const model = globalThis.LanguageModel;
  const { view: proposal, begin } = useLazy(loadProposal);
  useEffect(() => {
    if (model !== undefined) begin();
  }, []);
  const asksForIt = attachment.state !== "failed" && attachment.source.element === "image";
  return (
    <div class="field alt-text">
      <div class="field-head">
        <label class="field-label" for={id}>
          {translate("media_alt_text")}
        </label>
        <span id={`${id}-count`} class="field-count">
          {translate("media_alt_text_count", formatCount(value.length), formatCount(MAX))}
        </span>
      </div>
      <textarea
        id={id}
        class="field-box"
        rows={1}
        maxLength={MAX}
        placeholder={translate("media_alt_text_placeholder")}
        aria-describedby={`${id}-count ${id}-hint`}
        value={value}
        {...writtenDirection(value)}
        onInput={(event) => edit(event.currentTarget.value)}
      />
      <p id={`${id}-hint`} class="field-hint">
        {asksForIt && value.trim() === "" && translate("media_alt_text_missing")}
      </p>
      {model !== undefined && proposal !== null && (
        <proposal.AltTextProposal
          attachment={attachment}
          model={model}
          value={value}
          onUse={edit}
        />
      )}
    </div>
  );
}

const MAX = MAX_ALT_TEXT_LENGTH;
