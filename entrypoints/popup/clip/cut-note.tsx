import { formatDuration } from "../../../lib/i18n/format-duration";
import { formatFilmClock } from "../../../lib/i18n/format-film-time";
import { spaceOf } from "../../../lib/i18n/space-of";
import { translate } from "../../../lib/i18n/translate";
import type { Attachment } from "../../../lib/jobs/attachment";
import type { ClipCut } from "../../../lib/jobs/video-clip";

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
  const { longestMs, cut, original } = clip;
  const isGif = original?.source.type === "image/gif";
  const locale = translate("locale_tag");
  return (
    <p class="field-hint">
      {longestMs !== null && translate("clip_too_long", formatDuration(longestMs, locale))}
      {spaceOf(locale)}
      {cut !== undefined && state !== "converting" && describeCut(cut, isGif, locale)}
    </p>
  );
}

function describeCut({ way, startMs }: ClipCut, isGif: boolean, locale: string): string {
  if (way === "exact") return translate("clip_cut_exact");
  return isGif
    ? translate("clip_cut_gif")
    : translate("clip_cut_key_frame", formatFilmClock(startMs, locale));
}
