import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutGif } from "../../../../lib/convert/gif/cut-gif";
import { encodeGifFrame } from "../../../../lib/convert/gif/encode-gif-frame";
import { GifScreen } from "../../../../lib/convert/gif/gif-screen";
import { framesIn, gifTimes } from "../../../../lib/convert/gif/gif-times";
import { judgeOutcome, type PromisedFilm } from "../../../../lib/convert/promised-film";
import { type GifFrames, readGifFrames } from "../../../../lib/media/gif-frames";
import { inspectMedia } from "../../../../lib/media/inspect-media";
import { bytesInMemory } from "../../../../lib/media/media-bytes";
import { stripGif } from "../../../../lib/media/strip/strip-gif";
import { joinBytes } from "../../media/join-bytes";
import { anyFrame, composeMade, encodeMade, type MadeFrame } from "./made-gif";

type Bytes = Uint8Array<ArrayBuffer>;

function open(bytes: Bytes): GifFrames {
  const gif = readGifFrames(bytes);
  if (gif === null) throw new Error("There is no frame");
  return gif;
}

/** What a GIF shows with each frame: `0xRRGGBB`, -1 for nothing. */
function show(bytes: Bytes): number[][] {
  const gif = open(bytes);
  const screen = new GifScreen(bytes, gif);
  return gif.frames.map((frame) => {
    expect(screen.draw(frame)).toBe(true);
    const shown = [...screen.pixels].map((pixel) => (pixel === 0 ? -1 : pixel & 0xffffff));
    screen.dispose(frame);
    return shown;
  });
}

async function cut(bytes: Bytes, first: number, end: number): Promise<Bytes> {
  const pieces = await cutGif(bytes, open(bytes), { first, end }, () => Promise.resolve());
  if (pieces === null) throw new Error("It cannot be cut");
  return joinBytes(...pieces);
}

const anyFrames = fc.array(anyFrame, { minLength: 1, maxLength: 7 });

/** The frame fills the screen with one colour, and stays. */
function frameOf(changes: Partial<MadeFrame> = {}): MadeFrame {
  const { width = 5, height = 9 } = changes;
  return {
    left: 0,
    top: 0,
    width,
    height,
    indices: Array<number>(width * height).fill(1),
    clearIndex: null,
    disposal: 1,
    delay: 7,
    isInterlaced: false,
    colors: null,
    hasControl: true,
    ...changes,
  };
}

describe("the screen of a GIF", () => {
  it("shows what its frames draw, whatever becomes of them", () => {
    fc.assert(
      fc.property(anyFrames, (frames) => {
        expect(show(encodeMade(frames))).toEqual(composeMade(frames));
      }),
    );
  });

  it("shows a frame that was coded anew to the pixel, with up to 256 colours", () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }));
    const anyPixels = sizes.chain(([width, height]) =>
      fc.tuple(fc.constant(width), fc.constant(height), fc.integer({ min: 1, max: 256 }), fc.nat()),
    );
    fc.assert(
      fc.property(anyPixels, ([width, height, colors, seed]) => {
        let state = seed;
        const pixels = Uint32Array.from({ length: width * height }, () => {
          state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
          const color = (state >>> 16) % colors;
          return color === 0 ? 0 : (0xff000000 | (color * 65_537)) >>> 0;
        });
        const made = encodeGifFrame(pixels, width, height);
        if (made === null) throw new Error("It was not coded");
        const head = [...[width, height].flatMap((side) => [side, 0]), 0, 0, 0];
        const control = [
          0x21,
          0xf9,
          4,
          made.clearIndex === null ? 0 : 1,
          0,
          0,
          made.clearIndex ?? 0,
          0,
        ];
        const bytes = joinBytes("GIF89a", head, control, made.image, [0x3b]);
        const screen = new GifScreen(bytes, open(bytes));
        expect(open(bytes).frames.map((frame) => screen.draw(frame))).toEqual([true]);
        expect(screen.pixels).toEqual(pixels);
      }),
    );
  });

  it("is not coded where it has more colours than a frame can have", () => {
    expect(
      encodeGifFrame(
        Uint32Array.from({ length: 257 }, (_, at) => 0xff000000 + at),
        257,
        1,
      ),
    ).toBeNull();
  });
});

describe("a part of a GIF", () => {
  it("shows the pictures of its frames for as long, and is repeated as often, wherever it is cut", async () => {
    const loops = fc.option(fc.integer({ min: 0, max: 9 }));
    await fc.assert(
      fc.asyncProperty(anyFrames, loops, async (frames, repeats) => {
        const whole = encodeMade(frames, repeats);
        const pictures = composeMade(frames);
        const { startsMs, endMs } = gifTimes(open(whole));
        for (let first = 0; first < frames.length; first += 1) {
          for (let end = first + 1; end <= frames.length; end += 1) {
            const part = await cut(whole, first, end);
            expect(show(part)).toEqual(pictures.slice(first, end));
            const delays = (gif: GifFrames) => gif.frames.map(({ delayMs }) => delayMs);
            expect(delays(open(part))).toEqual(delays(open(whole)).slice(first, end));
            expect(open(part).loops.length).toBe(repeats === null ? 0 : 1);
            expect(gifTimes(open(part)).endMs).toBe(
              (startsMs[end] ?? endMs) - (startsMs[first] ?? 0),
            );
            expect(stripGif(part).outcome).toBe("clean");
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("takes every frame over as it is coded where the first one hides all", async () => {
    const frames = [1, 2, 3, 4].map((index) =>
      frameOf({ indices: Array<number>(45).fill(index), colors: [index, 2, 3, 4, 5, 6, 7, 8] }),
    );
    const whole = encodeMade(frames);
    const part = await cut(whole, 2, 4);
    const images = open(whole).frames.slice(2);
    const coded = (bytes: Bytes, { frames: all }: Pick<GifFrames, "frames">) =>
      all.map(({ image }) => [...bytes.subarray(image.startByte, image.endByte)]);
    expect(coded(part, open(part))).toEqual(coded(whole, { frames: images }));
  });

  it("makes the first frame alone anew where it is drawn over another one", async () => {
    const small = frameOf({ width: 2, height: 2 });
    const whole = encodeMade([
      frameOf({ indices: Array<number>(45).fill(3) }),
      small,
      small,
      small,
    ]);
    const part = await cut(whole, 1, 4);
    const sizes = open(part).frames.map(({ widthPx, heightPx }) => [widthPx, heightPx]);
    expect(sizes).toEqual([
      [5, 9],
      [2, 2],
      [2, 2],
    ]);
  });

  it("is not made where a picture cannot be drawn: there are no colours", async () => {
    const small = frameOf({ width: 2, height: 2 });
    const whole = encodeMade([frameOf(), small, small]);
    const colorless = joinBytes(whole.subarray(0, 10), [0, 0, 0], whole.subarray(13 + 3 * 8));
    const range = { first: 1, end: 2 };
    const goOn = () => Promise.resolve();
    expect(await cutGif(colorless, open(colorless), range, goOn)).toBeNull();
  });
});

describe("the frames of a part", () => {
  const startsMs = [0, 100, 300, 340];

  it("are those that are seen in it, were it for a moment", () => {
    expect(framesIn(startsMs, { startMs: 0, endMs: 440 })).toEqual({ first: 0, end: 4 });
    expect(framesIn(startsMs, { startMs: 100, endMs: 300 })).toEqual({ first: 1, end: 2 });
    expect(framesIn(startsMs, { startMs: 99, endMs: 301 })).toEqual({ first: 0, end: 3 });
    expect(framesIn(startsMs, { startMs: 310, endMs: 320 })).toEqual({ first: 2, end: 3 });
  });

  it("are at least one, wherever the part lies", () => {
    fc.assert(
      fc.property(fc.nat(600), fc.nat(600), (startMs, endMs) => {
        const { first, end } = framesIn(startsMs, { startMs, endMs });
        expect(end).toBeGreaterThan(first);
        expect(end).toBeLessThanOrEqual(startsMs.length);
      }),
    );
  });
});

describe("what came of a cut", () => {
  const promised: PromisedFilm = {
    isGif: true,
    durationMs: 200,
    startMs: 0,
    mayLackMs: 0,
    leastFrames: 2,
    mostFrames: 2,
    hasSound: false,
    isCopied: true,
  };

  async function judge(frames: readonly MadeFrame[]) {
    const bytes = bytesInMemory(encodeMade(frames));
    const inspected = await inspectMedia(bytes);
    if (!inspected.ok) throw new Error(inspected.refusal.code);
    return judgeOutcome(bytes, inspected, promised);
  }

  it("is taken with its frames and its length alone", async () => {
    expect(await judge([frameOf({ delay: 10 }), frameOf({ delay: 10 })])).toBeNull();
    expect(await judge([frameOf({ delay: 10 }), frameOf({ delay: 11 })])).toBe("WrongLength");
    expect(await judge([frameOf({ delay: 20 })])).toBe("WrongFrames");
  });
});
