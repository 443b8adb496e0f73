import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { LinkShaper } from "../x-server/link-shaping";
import { answerRange, type RangeAnswer, rangeHabitOf } from "./answer-range";
import type { GalleryFile } from "./gallery-files";

const SLOW_STEPS_PER_SECOND = 10;

/**
 * Sends a file, as fast as it is read or at the request's `?bytesPerSecond=`, and stops when the
 * connection is gone. Browsers may keep it for `?cacheSecs=`, else not at all. A file without end is
 * sent without Content-Length. All answers share the link. With `?ranges=` parts of it may be asked
 * for, in the way that it names (see `RangeHabit`); `?resumable=1` means `?ranges=strong`.
 */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: GalleryFile,
  link: LinkShaper,
): Promise<void> {
  await link.cross();
  const { searchParams } = new URL(request.url ?? "/", "http://gallery.test");
  const bytesPerSecond = Number(searchParams.get("bytesPerSecond") ?? Infinity);
  const cacheSecs = searchParams.get("cacheSecs");
  const { totalBytes } = file;
  const habit = rangeHabitOf(searchParams, request.headers.range);
  const asked = { range: request.headers.range, ifRange: request.headers["if-range"]?.toString() };
  const answer: RangeAnswer | null =
    habit === null || totalBytes === undefined ? null : answerRange(asked, totalBytes, habit);
  const { startByte, endByte } = answer ?? { startByte: 0, endByte: totalBytes ?? Infinity };
  response.writeHead(answer?.status ?? 200, {
    "content-type": file.contentType,
    "cache-control": cacheSecs === null ? "no-store" : `max-age=${cacheSecs}`,
    ...(file.isShared === true && { "access-control-allow-origin": "*" }),
    ...(endByte !== Infinity && { "content-length": endByte - startByte }),
    ...answer?.headers,
  });
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  for (const chunk of between(file.chunks(), startByte, endByte)) {
    for (const piece of pieces(chunk, bytesPerSecond)) {
      await link.admit(piece.length);
      if (response.destroyed) {
        return;
      }
      if (!response.write(piece)) {
        await drainedOrClosed(response);
      }
      if (bytesPerSecond !== Infinity) {
        await delay(1000 / SLOW_STEPS_PER_SECOND);
      }
    }
  }
  response.end();
}

/** The bytes between two offsets. */
function* between(
  chunks: Iterable<Uint8Array>,
  startByte: number,
  endByte: number,
): Generator<Uint8Array> {
  let at = 0;
  for (const chunk of chunks) {
    const part = chunk.subarray(Math.max(0, startByte - at), Math.max(0, endByte - at));
    at += chunk.length;
    if (part.length > 0) yield part;
    if (at >= endByte) return;
  }
}

function drainedOrClosed(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      response.off("drain", settle).off("close", settle);
      resolve();
    };
    response.on("drain", settle).on("close", settle);
  });
}

function* pieces(chunk: Uint8Array, bytesPerSecond: number): Generator<Uint8Array> {
  const pieceBytes = Math.max(1, Math.ceil(bytesPerSecond / SLOW_STEPS_PER_SECOND));
  for (let offset = 0; offset < chunk.length; offset += pieceBytes) {
    yield chunk.subarray(offset, offset + pieceBytes);
  }
}
