import type { ConversionVideoOptions } from "mediabunny";
import { filmQuality } from "./film-quality";
import type { HidingPicture } from "./open-hider";
import type { OpenVideo } from "./open-video";
import { prepareFrames } from "./prepare-frames";

/** Tells the library how a picture track is made. */
export async function pictureOptionsOf(
  track: OpenVideo["picture"],
  plan: HidingPicture,
): Promise<ConversionVideoOptions> {
  if (plan.way === "copy") return { codec: "avc" };
  const { hide } = plan;
  const isTransparent = await track.canBeTransparent();
  const { widthPx, heightPx, fit, framesPerSecond } = plan;
  const isSameSize =
    widthPx === (await track.getDisplayWidth()) && heightPx === (await track.getDisplayHeight());
  const isTurned = (await track.getRotation()) !== 0;
  const hasSquarePixels =
    (await track.getSquarePixelWidth()) === (await track.getCodedWidth()) &&
    (await track.getSquarePixelHeight()) === (await track.getCodedHeight());
  const isHdr = await track.hasHighDynamicRange();
  const coding = {
    codec: "avc",
    forceTranscode: true,
    quality: filmQuality(widthPx, heightPx),
    fit,
    ...(framesPerSecond !== null && { frameRate: framesPerSecond }),
  } as const;
  const canScalePlanes = fit === "fill" && !isTurned && hasSquarePixels && !isTransparent && !isHdr;
  if (!isSameSize && canScalePlanes) {
    return {
      ...coding,
      processedWidth: widthPx,
      processedHeight: heightPx,
      process: prepareFrames(hide, false, { widthPx, heightPx }),
    };
  }
  // A frame that is only turned keeps its colours, and is turned by a mark, unless something looks at each.
  const isOnlyTurned = isTurned && isSameSize && !isHdr;
  return {
    ...coding,
    width: widthPx,
    height: heightPx,
    ...(isTransparent && { alpha: "keep" }),
    ...((hide !== null || isTransparent || !isOnlyTurned) && {
      process: prepareFrames(hide, isTransparent),
    }),
  };
}
