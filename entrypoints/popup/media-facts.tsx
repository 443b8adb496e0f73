import { translate } from "../../lib/i18n/translate";
import type { Attachment } from "../../lib/jobs/attachment";
import type { MediaInfo } from "../../lib/media/media-info";
import { lacksSite } from "../../lib/popup/lacks-site";
import { formatBytes } from "../../lib/i18n/format-bytes";
import { fileTypeName } from "../../lib/popup/file-type-name";
import { formatDuration } from "../../lib/i18n/format-duration";
import { Facts } from "./facts";

/** What an attachment is, when nothing is under way: said where it says something, a conversion or a failure, else only to screen readers. */
export function MediaFacts({ attachment, id }: { attachment: Attachment; id: string }) {
  const media =
    attachment.state === "ready" || attachment.state === "failed" ? attachment.media : null;
  const isWaiting = lacksSite(attachment);
  const isTelling = attachment.state === "failed" || media?.convertedFrom !== undefined;
  return (
    <>
      <p class={isTelling ? "progress-head" : "visually-hidden"}>
        <span
          id={id}
          class="progress-stage"
          data-tone={isWaiting ? "not-fetched" : attachment.state}
        >
          {translate(
            isWaiting ? "attachment_state_not_fetched" : `attachment_state_${attachment.state}`,
          )}
        </span>
      </p>
      {isTelling && <Facts facts={media === null ? [] : factsOf(media)} />}
    </>
  );
}

function factsOf(media: MediaInfo): string[] {
  const { mediaType, totalBytes, widthPx, heightPx, durationMs, convertedFrom } = media;
  const locale = translate("locale_tag");
  const facts = [fileTypeName(mediaType)];
  if (widthPx !== null && heightPx !== null) {
    facts.push(translate("media_facts_size", widthPx, heightPx));
  }
  if (durationMs !== null) facts.push(formatDuration(durationMs, locale));
  if (convertedFrom === undefined) {
    facts.push(formatBytes(totalBytes, locale));
  } else {
    facts[0] = translate(
      "media_facts_converted",
      formatBytes(convertedFrom.totalBytes, locale, "steady"),
      fileTypeName(convertedFrom.type),
      formatBytes(totalBytes, locale, "steady"),
      fileTypeName(mediaType),
    );
  }
  return facts;
}
