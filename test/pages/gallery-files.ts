import { existsSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { filler, paddedVideoChunks } from "./padded-video";
import { padJpeg } from "./padded-jpeg";
import { findPlayerScript } from "./player-page";

/** A file as the gallery serves it. */
export interface GalleryFile {
  /** The Content-Type header, true or not. */
  readonly contentType: string;
  /** Undefined for a file without end. */
  readonly totalBytes: number | undefined;
  /** Scripts of other sites may read it too. */
  readonly isShared?: boolean;
  /** The bytes from the beginning; each call begins anew. */
  chunks(): Iterable<Uint8Array>;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".avif": "image/avif",
  ".gif": "image/gif",
  ".heic": "image/heic",
  ".jxl": "image/jxl",
  ".m3u8": "application/vnd.apple.mpegurl",
  ".m4s": "video/iso.segment",
  ".jpg": "image/jpeg",
  ".mov": "video/quicktime",
  ".mp4": "video/mp4",
  ".mpd": "application/dash+xml",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".m2t": "video/mp2t",
  ".webm": "video/webm",
  ".webp": "image/webp",
};

const NOT_A_PICTURE = "<!doctype html><title>Moved</title><p>This picture lives elsewhere now.";

/**
 * Looks up the file behind a path such as "/media/harbor.jpg" or "/large/video.mp4?bytes=600000".
 * Returns undefined where there is none.
 */
export function galleryFile(pathAndQuery: string): GalleryFile | undefined {
  const { pathname, searchParams } = new URL(pathAndQuery, "http://gallery.test");
  const bytes = Number(searchParams.get("bytes") ?? 6_000_000);
  switch (pathname) {
    case "/broken/html.jpg":
      return fileOf("image/jpeg", new TextEncoder().encode(NOT_A_PICTURE));
    case "/broken/empty.jpg":
      return fileOf("image/jpeg", new Uint8Array());
    case "/broken/truncated.jpg": {
      const whole = mediaBytes("harbor.jpg");
      return fileOf("image/jpeg", whole.subarray(0, whole.length >> 1));
    }
    case "/large/photo.jpg":
      return fileOf("image/jpeg", padJpeg(mediaBytes("harbor.jpg"), bytes));
    case "/large/video.mp4": {
      const video = mediaBytes("lighthouse.mp4");
      return {
        contentType: "video/mp4",
        totalBytes: bytes,
        chunks: () => paddedVideoChunks(video, bytes),
      };
    }
    case "/endless/video.mp4": {
      const video = mediaBytes("lighthouse.mp4");
      return { contentType: "video/mp4", totalBytes: undefined, chunks: () => endless(video) };
    }
    default: {
      const script = findPlayerScript(pathname);
      if (script !== null) return fileOf("text/javascript", new Uint8Array(readFileSync(script)));
      // "/slow/…" is the same file, sent slowly.
      const name =
        /^\/(?:media|slow)\/([a-z]+\.[a-z0-9]+)$/.exec(pathname)?.[1] ??
        /^\/((?:stream|apart)\/[a-z0-9_-]+\.[a-z0-9]+)$/.exec(pathname)?.[1];
      const contentType = CONTENT_TYPES[extname(name ?? "")];
      return name === undefined || contentType === undefined || !existsSync(mediaUrl(name))
        ? undefined
        : fileOf(contentType, mediaBytes(name));
    }
  }
}

function fileOf(contentType: string, bytes: Uint8Array): GalleryFile {
  return { contentType, totalBytes: bytes.length, chunks: () => [bytes] };
}

function mediaBytes(name: string): Uint8Array {
  return new Uint8Array(readFileSync(mediaUrl(name)));
}

function mediaUrl(name: string): URL {
  return new URL(`media/${name}`, import.meta.url);
}

function* endless(begin: Uint8Array): Generator<Uint8Array> {
  yield begin;
  yield* filler(Infinity);
}
