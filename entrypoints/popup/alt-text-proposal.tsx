import { useEffect, useRef, useState } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import type { Attachment } from "../../lib/jobs/attachment";
import type { MediaInfo } from "../../lib/media/media-info";
import { isModelThere, type OnDeviceModel } from "../../lib/popup/on-device-model";
import { proposeAltText } from "../../lib/popup/propose-alt-text";
import { writtenDirection } from "../../lib/ui/written-direction";
import { readStoredImage } from "./read-stored-image";

/** A model that says nothing for so long says nothing. */
const MAX_WAIT_MS = 60_000;

type Proposal = { readonly text: string } | "asked" | "failed" | null;

/**
 * Asks the browser's own model, where it has one, for an alt text, and shows the answer as a proposal: it becomes the alt
 * text only by a press. Nothing is downloaded, and nothing sent anywhere.
 */
export function AltTextProposal({
  attachment,
  model,
  value,
  onUse,
}: {
  attachment: Attachment;
  model: OnDeviceModel;
  /** The alt text as it stands. */
  value: string;
  onUse: (altText: string) => void;
}) {
  const language = translate("locale_tag");
  const [isThere, setIsThere] = useState(false);
  const [proposal, setProposal] = useState<Proposal>(null);
  const asking = useRef<AbortController | null>(null);
  useEffect(() => {
    void isModelThere(model, language).then(setIsThere);
    return () => asking.current?.abort();
  }, []);

  const media = "media" in attachment && attachment.state !== "failed" ? attachment.media : null;
  if (!isThere || media?.category !== "tweet_image") return null;

  async function propose(image: MediaInfo): Promise<void> {
    const stop = new AbortController();
    asking.current = stop;
    setProposal("asked");
    const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(MAX_WAIT_MS)]);
    const text = await readStoredImage(attachment.id, image)
      .then((picture) => proposeAltText(model, picture, language, signal))
      // Nobody needs a reason: the box is there to write in.
      .catch(() => "");
    if (!stop.signal.aborted) setProposal(text === "" ? "failed" : { text });
  }

  const isUsed = typeof proposal === "object" && proposal?.text === value;
  return (
    <div class="alt-proposal">
      {typeof proposal === "object" && proposal !== null && !isUsed && (
        <blockquote class="alt-proposal-text" {...writtenDirection(proposal.text)}>
          {proposal.text}
        </blockquote>
      )}
      <p class="field-hint" role="status">
        {statusOf(proposal, isUsed)}
      </p>
      <div class="alt-proposal-buttons">
        {typeof proposal === "object" && proposal !== null && !isUsed && (
          <button type="button" class="button is-small" onClick={() => onUse(proposal.text)}>
            {translate("alt_proposal_use")}
          </button>
        )}
        <button
          type="button"
          class="button is-small is-quiet"
          title={translate("alt_propose_hint")}
          aria-disabled={proposal === "asked"}
          onClick={() => {
            if (proposal !== "asked") void propose(media);
          }}
        >
          {translate("alt_propose")}
        </button>
      </div>
    </div>
  );
}

function statusOf(proposal: Proposal, isUsed: boolean): string {
  if (proposal === null) return "";
  if (proposal === "asked") return translate("alt_proposing");
  if (proposal === "failed") return translate("alt_proposal_failed");
  return translate(isUsed ? "alt_proposal_used" : "alt_proposed");
}
