import { VideoSample } from "mediabunny";
import { layOnWhite } from "./lay-on-white";
import { type RgbLayout, rgbToI420 } from "./rgb-to-i420";

/** As films in high definition are written down, and as players take one that says nothing. */
const FILM_COLORS: VideoColorSpaceInit = {
  primaries: "bt709",
  transfer: "bt709",
  matrix: "bt709",
  fullRange: false,
};

/**
 * Gives a frame that was drawn on a canvas the colours of a film. Encoders turn RGB into the full range of BT.601
 * by themselves (Chromium 156), which players that do not look at the mark show with too much contrast. Frames
 * that were not drawn stay as they are.
 */
export async function toFilmColors(sample: VideoSample): Promise<VideoSample> {
  const layout = layoutOf(sample);
  if (layout === null) return sample;
  const { codedWidth, codedHeight, timestamp, duration } = sample;
  const pixels = new Uint8Array(4 * codedWidth * codedHeight);
  await sample.copyTo(pixels);
  const planes = rgbToI420(pixels, layout, codedWidth, codedHeight);
  return new VideoSample(planes, {
    format: "I420",
    codedWidth,
    codedHeight,
    timestamp,
    duration,
    colorSpace: FILM_COLORS,
  });
}

/** The same for a frame that may be transparent: on white. @throws `JobFailure` as {@link layOnWhite} */
export async function toFilmColorsOnWhite(sample: VideoSample): Promise<VideoSample> {
  const { timestamp, duration } = sample;
  using opaque = new VideoSample(layOnWhite(sample), { timestamp, duration });
  return toFilmColors(opaque);
}

function layoutOf({ format }: VideoSample): RgbLayout | null {
  switch (format) {
    case "RGBA":
    case "RGBX":
    case "BGRA":
    case "BGRX":
      return format;
    default:
      return null;
  }
}
