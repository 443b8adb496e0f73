import init, { JxlImage } from "jxl-oxide-wasm";
import { readJxlTick } from "./read-jxl-size";

/** A JPEG XL file, opened. */
export interface JxlPicture {
  /** As it is to be shown: turned and mirrored. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** How many pictures it shows, one after the other; 1 for one that stands still. */
  readonly frameCount: number;
  /** Whether all of its bytes are there. */
  readonly isWhole: boolean;
  /**
   * Decodes some rows of a frame into a PNG, which holds the colours with their profile.
   *
   * @throws {@link JxlError}
   */
  decodeRows(frame: number, top: number, rows: number): JxlRows;
}

/** Rows of a frame, as a PNG. */
export interface JxlRows {
  readonly png: Uint8Array<ArrayBuffer>;
  /** How long the frame is shown; null where the file does not tell. */
  readonly durationSecs: number | null;
}

/** What jxl-oxide says is wrong. It has words only. */
export class JxlError extends Error {
  override readonly name = "JxlError";
}

/**
 * Opens a JPEG XL file with jxl-oxide.
 *
 * @param wasm jxl-oxide's module
 * @throws {@link JxlError} where it is damaged, or ends before its size is known
 */
export async function openJxl(
  wasm: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<JxlPicture> {
  await init({ module_or_path: wasm });
  const image = new JxlImage();
  const isBegun = attempt(() => {
    image.feedBytes(bytes);
    return image.tryInit();
  });
  const { width, height, animated = false, numLoadedKeyframes } = image;
  if (!isBegun || width === undefined || height === undefined) throw new JxlError("no header");
  const tick = readJxlTick(bytes);
  // jxl-oxide 0.12.5 multiplies a duration by the ticks of a second instead of dividing it by them.
  const toSecs = (multiplied: number): number | null =>
    tick && (multiplied / tick.denominator) * (tick.numerator / tick.denominator);
  return {
    widthPx: width,
    heightPx: height,
    frameCount: animated ? numLoadedKeyframes : 1,
    isWhole: image.loaded,
    decodeRows: (frame, top, rows) =>
      attempt(() => {
        image.renderingRegion = { left: 0, top, width, height: rows };
        const rendered = image.render(frame);
        const durationSecs = toSecs(rendered.durationNumerator);
        // Frees what was rendered, too.
        return { png: new Uint8Array(rendered.encodeToPng()), durationSecs };
      }),
  };
}

/** The library throws texts and, where a file leads it astray, a `RuntimeError`. */
function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new JxlError(String(cause), { cause });
  }
}
