import type { ByteRange } from "../../media/strip/byte-ranges";
import { type AnswerHead, strongValidator } from "./download-mark";

/** What tells one version of a file from any other. */
export interface FileVersion {
  /** See `DownloadMark`. */
  readonly validator: string;
  readonly totalBytes: number;
}

/**
 * What an answer to {@link rangeHeaders} is: the range that was asked for, another version of the file, or
 * nothing that a file can be put together of.
 */
export type RangeVerdict =
  | { readonly is: "range"; readonly version: FileVersion; readonly byteCount: number }
  | { readonly is: "changed" }
  | { readonly is: "refused" };

/**
 * The headers that ask for a range of a file, or for all of it where it is another version by now. One range in a
 * request: what answers several is in a form of its own. Source: RFC 9110, sections 13.1.5 and 14.2.
 *
 * @param version null for the first request
 */
export function rangeHeaders(
  { startByte, endByte }: ByteRange,
  version: FileVersion | null,
): Record<string, string> {
  return {
    range: `bytes=${startByte}-${endByte - 1}`,
    ...(version !== null && { "if-range": version.validator }),
  };
}

/**
 * Judges an answer by its head. A range counts only with a validator that changes with every byte of the file, and
 * where it is exactly the one that was asked for, but for what lies behind the file's end.
 *
 * @param version null for the first request
 */
export function judgeRange(
  answer: AnswerHead,
  { startByte, endByte }: ByteRange,
  version: FileVersion | null,
): RangeVerdict {
  const { httpStatus, headers } = answer;
  // All of it is sent where the condition does not hold any more; and a file may be shorter by now.
  if (httpStatus !== 206) return { is: version === null ? "refused" : "changed" };
  const validator = strongValidator(headers);
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers.get("content-range")?.trim() ?? "");
  if (validator === null || range === null || headers.has("content-encoding")) {
    return { is: "refused" };
  }
  const [firstByte = 0, lastByte = 0, totalBytes = 0] = range.slice(1).map(Number);
  if (!Number.isSafeInteger(totalBytes)) return { is: "refused" };
  if (version !== null && (version.validator !== validator || version.totalBytes !== totalBytes)) {
    return { is: "changed" };
  }
  const end = Math.min(endByte, totalBytes);
  if (firstByte !== startByte || lastByte !== end - 1 || startByte >= end) return { is: "refused" };
  return { is: "range", version: { validator, totalBytes }, byteCount: end - startByte };
}
