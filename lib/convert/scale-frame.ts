import { VideoSample } from "mediabunny";
import { conversionFailure } from "./conversion-failure";
import { hasFineColors, readPlanes } from "./read-planes";
import { i420ByteLength } from "./rgb-to-i420";
import { scalePlane } from "./scale-plane";

/** Even sides, in pixels. */
export interface NewSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * Brings a frame to another size, or to its own with as many colours as a film has. Where its planes can be read, each is
 * scaled on its own, and the colours stay as they are written down: on a canvas (Chromium 156) a film loses the finer
 * half of its colours on the way to RGB and back.
 *
 * @returns a new frame at the same moment
 * @throws `JobFailure` `conversion-failed` where the browser gives no canvas
 */
export async function scaleFrame(sample: VideoSample, size: NewSize): Promise<VideoSample> {
  const planes = await readPlanes(sample);
  if (planes === null) return drawScaled(sample, size);
  const { widthPx, heightPx } = size;
  const scaled = new Uint8Array(i420ByteLength(widthPx, heightPx));
  const colorBytes = (widthPx * heightPx) / 4;
  let at = 0;
  for (const [index, plane] of planes.entries()) {
    const [width, height] = index === 0 ? [widthPx, heightPx] : [widthPx / 2, heightPx / 2];
    scalePlane(plane, scaled.subarray(at, at + width * height), width, height);
    at += index === 0 ? 4 * colorBytes : colorBytes;
  }
  const { timestamp, duration, colorSpace } = sample;
  return new VideoSample(scaled, {
    format: "I420",
    codedWidth: widthPx,
    codedHeight: heightPx,
    timestamp,
    duration,
    colorSpace,
  });
}

/**
 * Gives a frame that has a colour for each pixel, or for each two, the mean of each two by two. Encoders take one of
 * the four by themselves (Chromium 156): a drawing, or red on black, loses its edges.
 *
 * @returns the frame itself where it has no more colours than a film
 * @throws as {@link scaleFrame}
 */
export async function thinColors(sample: VideoSample): Promise<VideoSample> {
  if (!hasFineColors(sample)) return sample;
  return scaleFrame(sample, { widthPx: sample.codedWidth, heightPx: sample.codedHeight });
}

function drawScaled(sample: VideoSample, { widthPx, heightPx }: NewSize): VideoSample {
  const canvas = new OffscreenCanvas(widthPx, heightPx);
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) throw conversionFailure("conversion-failed", { name: "NoCanvas" });
  context.imageSmoothingQuality = "high";
  sample.draw(context, 0, 0, widthPx, heightPx);
  const { timestamp, duration } = sample;
  return new VideoSample(canvas, { timestamp, duration });
}
