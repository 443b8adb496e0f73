import { useState } from "preact/hooks";
import { likelyLanguage } from "../../lib/i18n/language-name";
import { translate } from "../../lib/i18n/translate";
import type { Attachment } from "../../lib/jobs/attachment";
import { nameTrack, subtitleLanguage } from "../../lib/popup/track-name";
import type { Send } from "../../lib/ui/use-commands";

/** The subtitles that a stream has itself, to be taken over; nothing where it has none. */
export function StreamSubtitles({ attachment, send }: { attachment: Attachment; send: Send }) {
  const [isComing, setIsComing] = useState(false);
  const { tracks } = attachment.source;
  if (tracks === undefined || tracks.subtitles.length === 0) return null;
  // Before its pieces were joined nobody knows when they are shown.
  if (tracks.zeroSecs === undefined) return null;
  const named = tracks.subtitles.map((track, index) => ({
    ...track,
    name: nameTrack(track) ?? String(index + 1),
  }));

  async function take(trackId: string): Promise<void> {
    const track = named.find(({ id }) => id === trackId);
    if (track === undefined) return;
    const languageCode =
      subtitleLanguage(track.language) ?? likelyLanguage(translate("locale_tag"));
    setIsComing(true);
    const { name } = track;
    await send({
      type: "take-stream-subtitles",
      attachmentId: attachment.id,
      trackId,
      name,
      languageCode,
    });
    setIsComing(false);
  }

  return (
    <select
      class="field-box"
      aria-label={translate("media_subtitles_of_stream")}
      disabled={isComing}
      value=""
      onChange={(event) => void take(event.currentTarget.value)}
    >
      <option value="">{translate("media_subtitles_of_stream")}</option>
      {named.map(({ id, name }) => (
        <option key={id} value={id} dir="auto">
          {name}
        </option>
      ))}
    </select>
  );
}
