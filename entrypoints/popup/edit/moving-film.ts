import { openBrowserFrames } from "../../../lib/convert/open-browser-frames";
import { mimeTypeOf } from "../../../lib/convert/mime-types";
import { shownMs } from "../../../lib/convert/animation-plan";
import type { Size } from "../../../lib/edit/rect";
import type { OriginalVideo } from "../../../lib/jobs/video-clip";
import { openPlayableFile } from "../../../lib/store/playable-file";
import { openStoredBytes } from "../../../lib/store/read-bytes";

/** A film or a moving picture of which single frames can be seen. */
export interface MovingFilm {
  /** Of a frame as it is shown. */
  readonly size: Size;
  /** Which part of the film is there, in milliseconds from its beginning. */
  readonly startMs: number;
  readonly endMs: number;
  /** When each frame begins, in order; null where nobody has counted them. */
  readonly startsMs: readonly number[] | null;
  /** The frame that is shown at a moment; whoever asks closes it. Of a video one is asked for at a time. */
  frameAt(atMs: number): Promise<ImageBitmap>;
  close(): void;
}

/**
 * Opens what was captured of a film.
 *
 * @throws where its bytes are gone, or this browser does not show it; the signal's reason when aborted
 */
export async function openMovingFilm(
  attachmentId: string,
  { source, window: part }: OriginalVideo,
  signal: AbortSignal,
): Promise<MovingFilm> {
  if (source.type === "image/gif") return openGif(attachmentId);
  const noReport = () => undefined;
  const file = await openPlayableFile(attachmentId, mimeTypeOf(source.type), noReport, signal);
  if (file === null) throw new DOMException("Stored bytes are missing", "NotFoundError");
  return openVideo(file, part?.startMs ?? 0);
}

async function openVideo(file: Blob, startMs: number): Promise<MovingFilm> {
  const video = document.createElement("video");
  const url = URL.createObjectURL(file);
  const close = () => {
    video.removeAttribute("src");
    video.load();
    URL.revokeObjectURL(url);
  };
  video.muted = true;
  video.preload = "auto";
  video.src = url;
  try {
    await happens(video, "loadeddata");
  } catch (failure) {
    close();
    throw failure;
  }
  return {
    size: { width: video.videoWidth, height: video.videoHeight },
    startMs,
    endMs: startMs + Math.floor(video.duration * 1000),
    startsMs: null,
    async frameAt(atMs) {
      const sought = happens(video, "seeked");
      video.currentTime = Math.min((atMs - startMs) / 1000, Math.max(0, video.duration - 0.001));
      await sought;
      return createImageBitmap(video);
    },
    close,
  };
}

/** Resolves with an event of a film, and rejects where it fails before. */
function happens(video: HTMLVideoElement, event: "loadeddata" | "seeked"): Promise<void> {
  return new Promise((resolve, reject) => {
    const over = new AbortController();
    const settle = (end: () => void) => () => {
      over.abort();
      end();
    };
    const fail = () => reject(new DOMException("The film is not shown", "EncodingError"));
    video.addEventListener(event, settle(resolve), { signal: over.signal });
    video.addEventListener("error", settle(fail), { signal: over.signal });
  });
}

async function openGif(attachmentId: string): Promise<MovingFilm> {
  const source = await openStoredBytes(attachmentId);
  const isReadable = typeof ImageDecoder !== "undefined";
  const frames =
    isReadable && source !== null ? await openBrowserFrames({ source, type: "image/gif" }) : null;
  if (frames === null) throw new DOMException("The frames cannot be read", "NotSupportedError");
  const startsMs: number[] = [];
  let endMs = 0;
  let size: Size = { width: 1, height: 1 };
  for (let index = 0; index < frames.count; index += 1) {
    const frame = await frames.decode(index);
    startsMs.push(endMs);
    endMs += shownMs(frame.duration === null ? null : frame.duration / 1000);
    size = { width: frame.displayWidth, height: frame.displayHeight };
    frame.close();
  }
  return {
    size,
    startMs: 0,
    endMs,
    startsMs,
    async frameAt(atMs) {
      const later = startsMs.findIndex((startMs) => startMs > atMs);
      const frame = await frames.decode(Math.max(0, (later < 0 ? frames.count : later) - 1));
      const image = await createImageBitmap(frame);
      frame.close();
      return image;
    },
    close: () => frames.close(),
  };
}
