import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  DRAWN_WITHIN_MS,
  type DrawingAnswer,
  drawInFrame,
} from "../../../lib/convert/draw-in-frame";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const DRAWING = { markup: "<svg/>", widthPx: 40, heightPx: 30 };

/** Draws in a frame that answers so, and notes how it ends. */
function begin(answer: Promise<DrawingAnswer>, signal = new AbortController().signal) {
  const close = vi.fn();
  const ended = drawInFrame(DRAWING, () => ({ draw: () => answer, close }), signal);
  // It is looked at later.
  ended.catch(() => undefined);
  return { ended, close };
}

const never = () => new Promise<DrawingAnswer>(() => undefined);

describe("a drawing in its frame", () => {
  it("is the frame's picture, and the frame is ended", async () => {
    const image = { close: vi.fn() } as Partial<ImageBitmap> as ImageBitmap;
    const { ended, close } = begin(Promise.resolve({ image }));
    const picture = await ended;
    expect(picture).toMatchObject({ image, widthPx: 40, heightPx: 30 });
    expect(close).toHaveBeenCalledOnce();
    picture.close();
    expect(image.close).toHaveBeenCalledOnce();
  });

  it("is damaged where the browser cannot show it", async () => {
    const { ended, close } = begin(Promise.resolve({ image: null }));
    await expect(ended).rejects.toMatchObject({ error: { code: "truncated-file" } });
    expect(close).toHaveBeenCalledOnce();
  });

  it("that is painted for ever is ended by name within 15 seconds", async () => {
    const { ended, close } = begin(never());
    await vi.advanceTimersByTimeAsync(DRAWN_WITHIN_MS - 1_000);
    expect(close).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2_000);
    await expect(ended).rejects.toMatchObject({
      error: { code: "conversion-failed", details: { name: "Silence" } },
    });
    expect(close).toHaveBeenCalledOnce();
  });

  it("ends when the person removes the picture", async () => {
    const abort = new AbortController();
    const { ended, close } = begin(never(), abort.signal);
    abort.abort();
    await expect(ended).rejects.toThrow("abort");
    expect(close).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });
});
