import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { GalleryFile } from "./gallery-files";

const SLOW_STEPS_PER_SECOND = 10;

/**
 * Sends a file, as fast as it is read or at the request's `?bytesPerSecond=`, and stops when the
 * connection is gone. Browsers may keep it for `?cacheSecs=`, else not at all. A file without end is sent without Content-Length.
 */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: GalleryFile,
): Promise<void> {
  const { searchParams } = new URL(request.url ?? "/", "http://gallery.test");
  const bytesPerSecond = Number(searchParams.get("bytesPerSecond") ?? Infinity);
  const cacheSecs = searchParams.get("cacheSecs");
  response.writeHead(200, {
    "content-type": file.contentType,
    "cache-control": cacheSecs === null ? "no-store" : `max-age=${cacheSecs}`,
    ...(file.totalBytes === undefined ? {} : { "content-length": file.totalBytes }),
  });
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  for (const chunk of file.chunks()) {
    for (const piece of pieces(chunk, bytesPerSecond)) {
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
