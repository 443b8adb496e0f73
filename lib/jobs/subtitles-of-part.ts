import { cutCues } from "../media/place-cues";
import { readWebVtt, writeWebVtt } from "../media/web-vtt";
import type { Attachment, Subtitles } from "./attachment";

/**
 * The subtitles as X gets them: of those that were taken from a stream, what is shown in the part that is posted, by
 * its time. Null for none, also where nothing is said in that part.
 */
export function subtitlesOfPart({
  subtitles,
  clip,
}: Pick<Attachment, "subtitles" | "clip">): Subtitles | null {
  if (subtitles?.isOfFilm !== true || clip === undefined) return subtitles;
  const cues = readWebVtt(new TextDecoder().decode(subtitles.bytes))?.cues ?? [];
  // A cut at a key frame begins elsewhere than was chosen.
  const startMs = clip.cut?.startMs ?? clip.span.startMs;
  const own = cutCues(cues, { startMs, endMs: clip.span.endMs });
  if (own.length === 0) return null;
  return { ...subtitles, bytes: new TextEncoder().encode(writeWebVtt(own)) };
}
