import { refuseBomb } from "./refuse-bomb";
import { conversionFailure } from "./conversion-failure";
import { malformedFile } from "./malformed-file";
import type { DecodedPicture } from "./fit-picture";
import { JxlError, type JxlPicture, openJxl } from "./jxl-library";
import { JXL_WASM, type LoadWasm, takeBreath } from "./load-wasm";
import type { Frames } from "./frames";

/** So many pixels at a time take about a second. */
const BAND_PIXELS = 4_000_000;

/**
 * Decodes a JPEG XL picture with jxl-oxide: turned as the file says, with its transparency; the browser makes
 * sRGB of its colours. Some rows at a time: between two bands other events have their turn.
 *
 * @param report called between bands with 0 to 100
 * @throws `JobFailure` `truncated-file` for a damaged file, `too-many-pixels`
 */
export async function decodeJxl(
  bytes: Uint8Array<ArrayBuffer>,
  load: LoadWasm,
  report: (percent: number) => Promise<void>,
): Promise<DecodedPicture> {
  const damaged = (failure: unknown) => nameFailure(failure, bytes.length);
  const picture = await open(bytes, load).catch((failure: unknown) => {
    throw damaged(failure);
  });
  const { widthPx, heightPx } = picture;
  const canvas = new OffscreenCanvas(widthPx, heightPx);
  const context = canvas.getContext("2d");
  if (context === null) throw conversionFailure("conversion-failed", { name: "NoCanvas" });
  const rows = Math.max(1, Math.floor(BAND_PIXELS / widthPx));
  try {
    for (let top = 0; top < heightPx; top += rows) {
      const band = picture.decodeRows(0, top, Math.min(rows, heightPx - top));
      const bitmap = await bitmapOf(band.png);
      context.drawImage(bitmap, 0, top);
      bitmap.close();
      await report((100 * Math.min(top + rows, heightPx)) / heightPx);
      await takeBreath();
    }
  } catch (failure) {
    throw damaged(failure);
  }
  return { image: canvas, widthPx, heightPx, close: () => void (canvas.width = 0) };
}

/**
 * Opens a JPEG XL picture that moves, with jxl-oxide; null for one that stands still.
 *
 * @throws `JobFailure` as {@link decodeJxl}
 */
export async function openJxlFrames(
  bytes: Uint8Array<ArrayBuffer>,
  load: LoadWasm,
): Promise<Frames | null> {
  try {
    const picture = await open(bytes, load);
    if (picture.frameCount < 2) return null;
    return {
      count: picture.frameCount,
      async decode(index) {
        try {
          const { png, durationSecs } = picture.decodeRows(index, 0, picture.heightPx);
          const bitmap = await bitmapOf(png);
          const frame = new VideoFrame(bitmap, {
            timestamp: 0,
            ...(durationSecs !== null && { duration: Math.round(durationSecs * 1_000_000) }),
          });
          bitmap.close();
          return frame;
        } catch (failure) {
          throw nameFailure(failure, bytes.length);
        }
      },
      close: () => undefined,
    };
  } catch (failure) {
    throw nameFailure(failure, bytes.length);
  }
}

async function open(bytes: Uint8Array<ArrayBuffer>, load: LoadWasm): Promise<JxlPicture> {
  const picture = await openJxl(await load(JXL_WASM), bytes);
  refuseBomb(picture);
  if (!picture.isWhole) throw new JxlError("its end is missing");
  return picture;
}

function bitmapOf(png: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  return createImageBitmap(new Blob([png], { type: "image/png" }));
}

function nameFailure(failure: unknown, totalBytes: number): unknown {
  if (!(failure instanceof JxlError)) return failure;
  return malformedFile("image/jxl", totalBytes, { cause: failure });
}
