import { VideoSample } from "mediabunny";
import { conversionFailure } from "./conversion-failure";
import { type Plane, scalePlane } from "./scale-plane";

/** Even sides, in pixels. */
export interface NewSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * Brings a frame to another size. Where its planes can be read, each is scaled on its own, and the colours stay as they
 * are written down: on a canvas (Chromium 156) a film loses the finer half of its colours on the way to RGB and back.
 *
 * @returns a new frame at the same moment
 * @throws `JobFailure` `conversion-failed` where the browser gives no canvas
 */
export async function scaleFrame(sample: VideoSample, size: NewSize): Promise<VideoSample> {
  const { format, codedWidth, codedHeight, timestamp, duration, colorSpace } = sample;
  if (format !== "I420" && format !== "NV12") return drawScaled(sample, size);
  const bytes = new Uint8Array(sample.allocationSize());
  const layouts = await sample.copyTo(bytes);
  const isShared = format === "NV12";
  const colors = { widthPx: Math.ceil(codedWidth / 2), heightPx: Math.ceil(codedHeight / 2) };
  const planeOf = (layout: PlaneLayout, behind: number, step: number): Plane => ({
    bytes,
    offset: layout.offset + behind,
    stride: layout.stride,
    step,
    ...colors,
  });
  const [y, u, v = u] = layouts;
  if (y === undefined || u === undefined || v === undefined) return drawScaled(sample, size);
  const { widthPx, heightPx } = size;
  const half = { widthPx: widthPx / 2, heightPx: heightPx / 2 };
  const planes = new Uint8Array((widthPx * heightPx * 3) / 2);
  const lightness = { ...planeOf(y, 0, 1), widthPx: codedWidth, heightPx: codedHeight };
  scalePlane(lightness, planes, widthPx, heightPx);
  const colorBytes = half.widthPx * half.heightPx;
  const atU = widthPx * heightPx;
  const blue = planeOf(u, 0, isShared ? 2 : 1);
  scalePlane(blue, planes.subarray(atU, atU + colorBytes), half.widthPx, half.heightPx);
  const red = planeOf(v, isShared ? 1 : 0, isShared ? 2 : 1);
  scalePlane(red, planes.subarray(atU + colorBytes), half.widthPx, half.heightPx);
  return new VideoSample(planes, {
    format: "I420",
    codedWidth: widthPx,
    codedHeight: heightPx,
    timestamp,
    duration,
    colorSpace,
  });
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
