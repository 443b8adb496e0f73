import type { CaptureSource } from "../../jobs/capture-source";
import type { MediaBytes } from "../../media/media-bytes";
import type { MediaInfo } from "../../media/media-info";
import { cutFromTab } from "../click/cut-from-tab";
import { isOtherLook, lookOf, SAMPLE_PX } from "../page/picture-look";

/** A picture with more pixels takes more memory to decode than the comparison is worth. */
const MAX_DECODED_PX = 50_000_000;
/** A part of a picture, or a cut of it, cannot be compared: its sides differ by more than this. */
const SAME_RATIO = 0.03;

/**
 * Whether what was captured is another picture than the one that the page shows, as an address that was good for
 * one time may give it. False for what moves, as nobody can tell which frame the page was showing, for what no
 * address gave, and for what the browser cannot decode here.
 *
 * @param shown its look on the page; null: the page must not read it, and the tab's own picture is looked at
 */
export async function isOtherPicture(
  source: CaptureSource,
  file: MediaBytes,
  media: MediaInfo,
  shown: readonly number[] | null,
): Promise<boolean> {
  if (source.tabId < 0 || source.way === "inline" || source.way === "screen") return false;
  const pixels = (media.widthPx ?? 0) * (media.heightPx ?? 0);
  if (media.category !== "tweet_image" || media.isAnimated) return false;
  if (pixels === 0 || pixels > MAX_DECODED_PX) return false;
  const bytes = await file.read(0, file.size);
  const captured = await see(new Blob([bytes], { type: media.mediaType }));
  if (captured === null) return false;
  if (shown !== null) return isOtherLook(captured.look, shown);
  const cut = await cutFromTab(source);
  const seen = cut && (await see(cut));
  if (!seen || captured.isTransparent) return false;
  const isWhole = Math.abs(seen.ratio / captured.ratio - 1) < SAME_RATIO;
  return isWhole && isOtherLook(captured.look, seen.look);
}

/** What a file looks like; null where the browser cannot decode it. */
async function see(file: Blob) {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch (failure) {
    if (!(failure instanceof DOMException)) throw failure;
    return null;
  }
  const ratio = bitmap.width / bitmap.height;
  const canvas = new OffscreenCanvas(SAMPLE_PX, SAMPLE_PX);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (pen === null) return null;
  pen.imageSmoothingQuality = "high";
  pen.drawImage(bitmap, 0, 0, SAMPLE_PX, SAMPLE_PX);
  bitmap.close();
  const { data } = pen.getImageData(0, 0, SAMPLE_PX, SAMPLE_PX);
  const isTransparent = data.some((value, at) => at % 4 === 3 && value < 255);
  pen.globalCompositeOperation = "destination-over";
  pen.fillStyle = "white";
  pen.fillRect(0, 0, SAMPLE_PX, SAMPLE_PX);
  const onWhite = pen.getImageData(0, 0, SAMPLE_PX, SAMPLE_PX).data;
  return { look: lookOf(onWhite), ratio, isTransparent };
}
