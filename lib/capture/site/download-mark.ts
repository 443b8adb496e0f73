import type { DownloadMark } from "../../jobs/attachment";
import type { Rung } from "../../jobs/rung";

/** A file of which the first bytes are stored, and whose rest can be asked for. */
export interface StoredPart {
  readonly mark: DownloadMark;
  /** How many bytes from the start of the file are stored. */
  readonly startByte: number;
}

/** A status and its headers, as a page or the worker's own fetch received them. */
export interface AnswerHead {
  readonly httpStatus: number;
  readonly headers: Headers;
}

/** Below this age a date may stand for two versions of a file. Source: RFC 9110, section 8.8.2.2. */
const LEAST_AGE_OF_STRONG_DATE_MS = 60_000;

/**
 * What an answer promises about the file behind it, so that a download that breaks off can go on;
 * null where the site cannot send a part, does not say how long the file is, or gives nothing that
 * would tell another version from this one.
 */
export function readDownloadMark(answer: AnswerHead, rung: Rung): DownloadMark | null {
  const { headers } = answer;
  const totalBytes = declaredTotalBytes(answer);
  const validator = strongValidator(headers);
  const refusesRanges = headers.get("accept-ranges")?.trim().toLowerCase() === "none";
  return totalBytes === null || validator === null || refusesRanges
    ? null
    : { validator, totalBytes, rung };
}

/**
 * The headers that ask for the rest of a file, or for all of it where it has changed since.
 * Source: RFC 9110, sections 13.1.5 and 14.2.
 */
export function restRequestHeaders({ mark, startByte }: StoredPart): Record<string, string> {
  return { range: `bytes=${startByte}-`, "if-range": mark.validator };
}

/** Whether an answer to {@link restRequestHeaders} is the rest of the very same file. */
export function isRestOf({ httpStatus, headers }: AnswerHead, part: StoredPart): boolean {
  if (httpStatus !== 206 || headers.has("content-encoding")) return false;
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers.get("content-range")?.trim() ?? "");
  if (range === null) return false;
  const [startByte, lastByte, totalBytes] = range.slice(1).map(Number);
  return (
    startByte === part.startByte &&
    lastByte === part.mark.totalBytes - 1 &&
    totalBytes === part.mark.totalBytes
  );
}

/** Whether a part is all there is of a file: some sites send one where nobody has asked for it. */
export function isWholeFile({ headers }: AnswerHead): boolean {
  const range = /^bytes 0-(\d+)\/(\d+)$/.exec(headers.get("content-range")?.trim() ?? "");
  return range !== null && Number(range[1]) + 1 === Number(range[2]);
}

/** How long the whole file is; null where the header does not count what arrives: a compressed answer, a part, or none. */
export function declaredTotalBytes({ httpStatus, headers }: AnswerHead): number | null {
  if (httpStatus === 206 || headers.has("content-encoding")) return null;
  const length = Number(headers.get("content-length"));
  return Number.isSafeInteger(length) && length > 0 ? length : null;
}

/** An entity tag or a date that changes whenever a byte of the file does; null when there is none. */
export function strongValidator(headers: Headers): string | null {
  const tag = headers.get("etag")?.trim();
  // A weak tag allows for other bytes of the same meaning.
  if (tag !== undefined && /^"[^"]*"$/.test(tag)) return tag;
  const modified = headers.get("last-modified");
  const modifiedMs = Date.parse(modified ?? "");
  const servedMs = Date.parse(headers.get("date") ?? "");
  return modified !== null && servedMs - modifiedMs >= LEAST_AGE_OF_STRONG_DATE_MS
    ? modified
    : null;
}
