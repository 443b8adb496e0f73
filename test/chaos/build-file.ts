import { PREFERRED_SEGMENT_BYTES } from "../../lib/jobs/segment-plan";
import { buildGif } from "../unit/media/build-gif";
import { buildJpeg } from "../unit/media/build-jpeg";
import { buildMp4 } from "../unit/media/build-mp4";
import type { Random } from "./random";

/** What a person may choose on a page. */
export type FileKind = "image" | "gif" | "video";

const videos = new Map<number, Uint8Array<ArrayBuffer>>();

/**
 * A file that X accepts; a video of one to four segments.
 *
 * @param number files of other numbers have other bytes
 */
export function buildFile(kind: FileKind, number: number, random: Random): Uint8Array<ArrayBuffer> {
  switch (kind) {
    case "image":
      return buildJpeg({ widthPx: 16 + 8 * number });
    case "gif":
      return buildGif({ widthPx: 6 + number, frames: 3 });
    case "video": {
      const segments = random.pick([1, 1, 2, 3, 4]);
      const bytes = videoOf(segments).slice();
      // The last byte is picture data.
      bytes[bytes.length - 1] = number;
      return bytes;
    }
  }
}

function videoOf(segments: number): Uint8Array<ArrayBuffer> {
  const mediaBytes = (segments - 1) * PREFERRED_SEGMENT_BYTES + 5_000;
  const video = videos.get(segments) ?? buildMp4({ mediaBytes });
  videos.set(segments, video);
  return video;
}
