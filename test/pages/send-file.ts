import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { LinkShaper } from "../x-server/link-shaping";
import type { GalleryFile } from "./gallery-files";

const SLOW_STEPS_PER_SECOND = 10;

/**
 * Sends a file, as fast as it is read or at the request's `?bytesPerSecond=`, and stops when the
 * connection is gone. Browsers may keep it for `?cacheSecs=`, else not at all. A file without end is
 * sent without Content-Length. All answers share the link. With `?resumable=1` it bears an ETag, and its rest may be asked for.
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
  const startByte = isResumable ? startOfRest(request, totalBytes) : 0;
  response.writeHead(startByte === 0 ? 200 : 206, {
    "content-type": file.contentType,
    "cache-control": cacheSecs === null ? "no-store" : `max-age=${cacheSecs}`,
    ...(totalBytes === undefined ? {} : { "content-length": totalBytes - startByte }),
    ...(isResumable && { etag: entityTag(totalBytes), "accept-ranges": "bytes" }),
    ...(startByte > 0 && {
      "content-range": `bytes ${startByte}-${(totalBytes ?? 0) - 1}/${totalBytes}`,
    }),
  });
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  for (const chunk of withoutStart(file.chunks(), startByte)) {
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

function* withoutStart(chunks: Iterable<Uint8Array>, startBytes: number): Generator<Uint8Array> {
  let leftBytes = startBytes;
  for (const chunk of chunks) {
    const skippedBytes = Math.min(leftBytes, chunk.length);
    leftBytes -= skippedBytes;
    if (skippedBytes < chunk.length) yield chunk.subarray(skippedBytes);
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
