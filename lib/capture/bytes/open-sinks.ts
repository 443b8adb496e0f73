import type { DownloadMark } from "../../jobs/attachment";
import type { ByteSink } from "./byte-sink";
import {
  type AnswerHead,
  declaredTotalBytes,
  isRestOf,
  isWholeFile,
  readDownloadMark,
  type StoredPart,
} from "../site/download-mark";
import type { Rung } from "../../jobs/rung";
import { captureFailure } from "../../errors/capture-failure";

/** The two ways to begin storing a download. */
export interface OpenSinks {
  /**
   * Begins a file: with its first bytes it stores what is needed to go on after an interruption (null:
   * nothing, the next try begins anew), and forgets what is stored of an earlier try.
   *
   * @param withCookies whether the worker has asked for it in the person's name
   */
  openSink(mark: DownloadMark | null, withCookies?: boolean): ByteSink;
  /** Goes on behind what is stored. */
  resumeSink(stored: StoredPart): Promise<ByteSink>;
}

/**
 * Opens the sink that an answer's body belongs into: behind the stored bytes where the answer is the
 * rest of the same file, else at the start of a new one.
 *
 * @throws `JobFailure` `source-http-error` for a part that nobody asked for, unless it is all of the file
 */
export async function openSinkFor(
  answer: AnswerHead,
  rung: Rung,
  stored: StoredPart | null,
  sinks: OpenSinks,
): Promise<ByteSink> {
  if (stored !== null && isRestOf(answer, stored)) return sinks.resumeSink(stored);
  if (answer.httpStatus === 206 && !isWholeFile(answer))
    throw captureFailure("source-http-error", { httpStatus: 206 });
  const sink = sinks.openSink(readDownloadMark(answer, rung), rung.credentials === "include");
  sink.totalBytes = declaredTotalBytes(answer);
  return sink;
}
