import { GIF_DISPOSAL, type GifFrame, type GifFrames } from "../../media/gif-frames";
import { controlBlock, encodeGifFrame } from "./encode-gif-frame";
import { GifScreen } from "./gif-screen";

/** Which frames, by their numbers: from one up to another, exclusive. */
export interface FrameRange {
  readonly first: number;
  readonly end: number;
}

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Makes a GIF of some frames of a GIF, which shows the same pictures for as long and is repeated as often. Frames are taken over as they are
 * coded. Only where the first one is drawn over what earlier ones have left is it made anew, with all that it shows, and those behind it that
 * take away what it was drawn over.
 *
 * @param gif the same bytes in their parts
 * @param onFrame called before each frame that is drawn; what it throws ends all
 * @returns null where no GIF can show that: more than 256 colours at once, or damaged frames
 */
export async function cutGif(
  bytes: Bytes,
  gif: GifFrames,
  { first, end }: FrameRange,
  onFrame: () => Promise<void>,
): Promise<Bytes[] | null> {
  const screen = new GifScreen(bytes, gif);
  for (const frame of gif.frames.slice(firstNeeded(gif, first), first)) {
    await onFrame();
    if (!screen.draw(frame)) return null;
    screen.dispose(frame);
  }
  const cut: Bytes[] = [gif.head, ...gif.loops].map(({ startByte, endByte }) =>
    bytes.subarray(startByte, endByte),
  );
  const wanted = gif.frames.slice(first, end);
  // Up to here the new file shows nothing: as it goes on, so does the old one, once that shows nothing either.
  let at = 0;
  for (let isAlike = screen.isEmpty(); !isAlike && at < wanted.length; at += 1) {
    const frame = wanted[at];
    if (frame === undefined) break;
    await onFrame();
    if (!screen.draw(frame)) return null;
    const alone = drawnAlone(bytes, gif, frame, screen);
    if (alone === null) return null;
    const { delayMs } = frame;
    isAlike = isKept(frame);
    const disposal = isAlike ? GIF_DISPOSAL.keep : GIF_DISPOSAL.clear;
    cut.push(controlBlock({ delayMs, disposal, clearIndex: alone.clearIndex }), alone.image);
    screen.dispose(frame);
    isAlike ||= screen.isEmpty();
  }
  for (const { control, image } of wanted.slice(at)) {
    if (control !== null) cut.push(bytes.subarray(control.startByte, control.endByte));
    cut.push(bytes.subarray(image.startByte, image.endByte));
  }
  cut.push(Uint8Array.of(0x3b));
  return cut;
}

/** The frame from which on it is known what the screen shows, up to a frame. */
function firstNeeded(gif: GifFrames, first: number): number {
  const last = gif.frames
    .slice(0, first)
    .findLastIndex((frame) => hidesAll(gif, frame) && isKept(frame));
  return Math.max(0, last);
}

/** Nothing of what was there before it can be seen. */
function hidesAll({ widthPx, heightPx }: GifFrames, frame: GifFrame): boolean {
  return frame.clearIndex === null && frame.widthPx === widthPx && frame.heightPx === heightPx;
}

/** Whether the next frame is drawn over this one. */
function isKept({ disposal }: GifFrame): boolean {
  return disposal !== GIF_DISPOSAL.clear && disposal !== GIF_DISPOSAL.restore;
}

/** What is seen with a frame, as a frame that needs no other one. */
function drawnAlone(
  bytes: Bytes,
  gif: GifFrames,
  frame: GifFrame,
  { pixels }: GifScreen,
): { readonly image: Bytes; readonly clearIndex: number | null } | null {
  if (!hidesAll(gif, frame)) return encodeGifFrame(pixels, gif.widthPx, gif.heightPx);
  const { startByte, endByte } = frame.image;
  return { image: bytes.subarray(startByte, endByte), clearIndex: null };
}
