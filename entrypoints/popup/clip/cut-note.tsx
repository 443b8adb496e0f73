import { formatDuration } from "../../../lib/i18n/format-duration";
import { formatFilmClock } from "../../../lib/i18n/format-film-time";
import { translate } from "../../../lib/i18n/translate";
import type { Attachment } from "../../../lib/jobs/attachment";

/** Why only a part is posted, where X takes no more, and how it was cut. */
export function CutNote({
  attachment: { clip, state },
  isChosen,
}: {
  attachment: Attachment;
  /** A part of the video is chosen. */
  isChosen: boolean;
}) {
  if (clip === undefined || !isChosen) return null;
  const { longestMs, cut } = clip;
  const locale = translate("locale_tag");
  return (
    <p class="field-hint">
      {longestMs !== null && translate("clip_too_long", formatDuration(longestMs, locale))}{" "}
      {cut !== undefined &&
        state !== "converting" &&
        (cut.way === "exact"
          ? translate("clip_cut_exact")
          : translate("clip_cut_key_frame", formatFilmClock(cut.startMs, locale)))}
    </p>
  );
}
