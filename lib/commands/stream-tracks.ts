import { browserSiteEffects } from "../capture/site/browser-site-effects";
import { jobError, JobFailure } from "../errors/job-error";
import type { JobControl } from "../runner/job-control";
import { getAttachment } from "../store/attachment-store";
import { requestSound } from "../store/request-clip";
import { updateAttachment } from "../store/update-attachment";
import { remakeMedia } from "./remake-media";

/** Captures a stream of a draft anew with another of its sounds. Does nothing where its post is on its way. */
export function chooseSound(
  attachmentId: string,
  soundId: string,
  control: JobControl,
): Promise<void> {
  return remakeMedia(attachmentId, control, () =>
    requestSound(attachmentId, soundId, control.now()),
  );
}

/** Other commands wait meanwhile, and a worker of Firefox is not kept for much longer. */
const SUBTITLES_WITHIN_MS = 25_000;

/**
 * Gives a video the subtitles that its stream has in a language.
 *
 * @param chosen `name` is what the person sees of them
 * @throws `JobFailure` as `fetchSubtitles`; `source-unreachable` where they do not come in time
 */
export async function takeStreamSubtitles(
  attachmentId: string,
  chosen: { readonly trackId: string; readonly name: string; readonly languageCode: string },
  { now }: JobControl,
): Promise<void> {
  const source = (await getAttachment(attachmentId))?.source;
  if (source?.tracks === undefined) return;
  const { trackId, name: fileName, languageCode } = chosen;
  const late = AbortSignal.timeout(SUBTITLES_WITHIN_MS);
  const effects = browserSiteEffects(attachmentId);
  const { fetchSubtitles } = await import("../capture/stream/fetch-subtitles");
  const text = await fetchSubtitles(source, source.tracks, trackId, effects, late).catch(
    (cause: unknown) => {
      if (!late.aborted) throw cause;
      const host = new URL(source.tracks?.url ?? source.url).hostname;
      throw new JobFailure(jobError("source-unreachable", "subtitles", { details: { host } }), {
        cause,
      });
    },
  );
  const subtitles = {
    id: crypto.randomUUID(),
    bytes: new TextEncoder().encode(text),
    fileName,
    format: "text/vtt",
    languageCode,
    isOfFilm: true,
  } as const;
  await updateAttachment(attachmentId, { type: "subtitles-chosen", subtitles }, now());
}
