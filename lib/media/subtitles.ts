/** The formats of subtitles that X takes. Source: X API v2, `media_type` of initialize. */
export type SubtitleFormat = "text/srt" | "text/vtt";

/** What a file of subtitles turned out to be. */
export type SubtitleReading =
  | { readonly ok: true; readonly format: SubtitleFormat }
  | { readonly ok: false; readonly code: "empty-file" | "not-subtitles" | "subtitles-too-large" };

/** No film has more; X names no limit of its own. */
export const MAX_SUBTITLE_BYTES = 1024 * 1024;

const VTT_SIGNATURE = /^\uFEFF?WEBVTT(?:[ \t\n\r]|$)/;
const VTT_CUE = /^(?:\d{2,}:)?\d{2}:\d{2}\.\d{3}[ \t]+-->[ \t]+(?:\d{2,}:)?\d{2}:\d{2}\.\d{3}/m;
const SRT_CUE = /^\d{1,3}:\d{2}:\d{2}[,.]\d{1,3}[ \t]*-->[ \t]*\d{1,3}:\d{2}:\d{2}[,.]\d{1,3}/m;

/**
 * Recognises subtitles by what stands in the file, never by its name: WebVTT by its first word, SRT
 * by the times of a cue; both need at least one cue.
 * Sources: https://www.w3.org/TR/webvtt1/#file-structure, SubRip's own files.
 */
export function judgeSubtitles(text: string, totalBytes: number): SubtitleReading {
  if (totalBytes > MAX_SUBTITLE_BYTES) return { ok: false, code: "subtitles-too-large" };
  if (text.trim() === "") return { ok: false, code: "empty-file" };
  if (VTT_SIGNATURE.test(text)) {
    return VTT_CUE.test(text) ? { ok: true, format: "text/vtt" } : NOT_SUBTITLES;
  }
  return SRT_CUE.test(text) ? { ok: true, format: "text/srt" } : NOT_SUBTITLES;
}

const NOT_SUBTITLES = { ok: false, code: "not-subtitles" } as const;
