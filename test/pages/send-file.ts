import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { LinkShaper } from "../x-server/link-shaping";
import type { GalleryFile } from "./gallery-files";

const SLOW_STEPS_PER_SECOND = 10;

/**
 * Sends a file, as fast as it is read or at the request's `?bytesPerSecond=`, and stops when the
 * connection is gone. Browsers may keep it for `?cacheSecs=`, else not at all. A file without end is
 * sent without Content-Length. All answers share the link. A range with an end is answered as such; with `?resumable=1` the
 * file bears an ETag, and its rest may be asked for.
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
  const isResumable = searchParams.get("resumable") === "1" && totalBytes !== undefined;
  const range = totalBytes === undefined ? null : closedRange(request, totalBytes);
  const startByte = range?.startByte ?? (isResumable ? startOfRest(request, totalBytes) : 0);
  const endByte = range?.endByte ?? totalBytes;
  response.writeHead(startByte === 0 && range === null ? 200 : 206, {
    "content-type": file.contentType,
    "cache-control": cacheSecs === null ? "no-store" : `max-age=${cacheSecs}`,
    ...(endByte === undefined ? {} : { "content-length": endByte - startByte }),
    ...(file.isShared === true && { "access-control-allow-origin": "*" }),
    ...(isResumable && { etag: entityTag(totalBytes), "accept-ranges": "bytes" }),
    ...((startByte > 0 || range !== null) && {
      "content-range": `bytes ${startByte}-${(endByte ?? 0) - 1}/${totalBytes}`,
    }),
  });
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  for (const chunk of between(file.chunks(), startByte, endByte ?? Infinity)) {
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

function entityTag(totalBytes: number): string {
  return `"${totalBytes}"`;
}

/** Where the answer begins: where it is asked to, if that file is still this one; else at 0. */
function startOfRest({ headers }: IncomingMessage, totalBytes: number): number {
  const startByte = Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1] ?? 0);
  const isSame = headers["if-range"] === undefined || headers["if-range"] === entityTag(totalBytes);
  return isSame && startByte < totalBytes ? startByte : 0;
}

/** The part that is asked for, where its end is told too; null for anything else. */
function closedRange(
  { headers }: IncomingMessage,
  totalBytes: number,
): { readonly startByte: number; readonly endByte: number } | null {
  const [, start, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "") ?? [];
  if (start === undefined || last === undefined) return null;
  const endByte = Math.min(totalBytes, Number(last) + 1);
  return Number(start) < endByte ? { startByte: Number(start), endByte } : null;
}

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
