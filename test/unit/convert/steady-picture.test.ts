import { describe, expect, it } from "vitest";
import type { LossCount } from "../../../lib/convert/loss-count";
import { SteadyVideoDecoder } from "../../../lib/convert/steady-picture";

/** A coded frame: `K` begins a group, `x` breaks the decoder, `-` has no picture and no error; when it is shown. */
type Coded = readonly [kind: "K" | "p" | "x" | "X" | "-", shownAt: number];

interface FakeFrame {
  readonly timestamp: number;
  readonly picture: number;
}

/** Decodes as browsers do: what is wrong is told later, and what was handed in behind it is lost with it. */
class FakeDecoder {
  state = "unconfigured";
  decodeQueueSize = 0;
  readonly #init: VideoDecoderInit;
  #queue: EncodedVideoChunk[] = [];
  #hasKey = false;

  constructor(init: VideoDecoderInit) {
    this.#init = init;
  }

  configure() {
    this.state = "configured";
  }

  decode(chunk: EncodedVideoChunk) {
    if (!this.#hasKey && chunk.type !== "key") throw new DOMException("", "DataError");
    this.#hasKey = true;
    this.#queue.push(chunk);
  }

  /** Shows what is due, in the order in which it is shown. */
  async flush() {
    const good: number[] = [];
    for (const chunk of this.#queue) {
      const { kind } = chunk as unknown as { kind: Coded[0] };
      if (kind === "x" || kind === "X") {
        // The picture before the damage was still waited for.
        this.#show(good.slice(0, -1));
        this.state = "closed";
        this.#init.error(new DOMException("", "EncodingError"));
        throw new DOMException("", "EncodingError");
      }
      if (kind !== "-") good.push(chunk.timestamp);
    }
    this.#show(good);
    this.#queue = [];
  }

  close() {
    this.state = "closed";
  }

  #show(timestamps: readonly number[]) {
    for (const timestamp of timestamps.toSorted((a, b) => a - b)) {
      this.#init.output(pictureOf(timestamp, timestamp) as unknown as VideoFrame);
    }
  }
}

function pictureOf(timestamp: number, picture: number) {
  return { timestamp, picture, clone: () => pictureOf(timestamp, picture), close: () => undefined };
}

const BLACK = -1;

/** What is shown of frames: each moment, and which moment's picture is seen. */
async function show(coded: readonly Coded[]) {
  const shown: (readonly [atMs: number, picture: number])[] = [];
  const errors: unknown[] = [];
  const count: LossCount = { shown: 0, lost: 0 };
  const decoder = new SteadyVideoDecoder(
    {
      open: (init) => new FakeDecoder(init) as unknown as VideoDecoder,
      repeat: (frame, { timestamp }) => {
        const { picture } = frame as unknown as FakeFrame;
        return pictureOf(timestamp, picture) as unknown as VideoFrame;
      },
      black: (_config, { timestamp }) => pictureOf(timestamp, BLACK) as unknown as VideoFrame,
    },
    {
      output: (frame) => {
        const { timestamp, picture } = frame as unknown as FakeFrame;
        shown.push([timestamp, picture]);
      },
      error: (failure) => errors.push(failure),
    },
    count,
  );
  decoder.configure({ codec: "vp8" });
  for (const [kind, timestamp] of coded) {
    const type = kind === "K" || kind === "X" ? "key" : "delta";
    const chunk = { kind, type, timestamp, duration: 1, byteLength: 1, copyTo: () => undefined };
    decoder.decode(chunk as unknown as EncodedVideoChunk);
  }
  await decoder.flush();
  decoder.close();
  expect(errors).toEqual([]);
  return { shown, count };
}

/** Frames that are shown in the order in which they are coded. */
const inOrder = (kinds: string): Coded[] =>
  kinds.split("").map((kind, index) => [kind as Coded[0], index]);
const seen = ({ shown }: Awaited<ReturnType<typeof show>>) => shown.map(([, picture]) => picture);

describe("a damaged film", () => {
  it("is shown as it is where nothing is lost, frames behind their group in order", async () => {
    const { shown } = await show([
      ["K", 0],
      ["p", 3],
      ["p", 1],
      ["p", 2],
    ]);
    expect(shown.map(([at]) => at)).toEqual([0, 1, 2, 3]);
  });

  it("stands still from a damaged frame to the next key frame", async () => {
    expect(seen(await show(inOrder("KppxpKpp")))).toEqual([0, 1, 1, 1, 1, 5, 6, 7]);
  });

  it("goes on with the key frame after one that is damaged itself", async () => {
    expect(seen(await show(inOrder("KpXpKp")))).toEqual([0, 0, 0, 0, 4, 5]);
  });

  it("has a frame for each that is coded, at its moment, whatever is lost", async () => {
    const { shown, count } = await show(inOrder("KpxpKxKpXpKp"));
    expect(shown.map(([at]) => at)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(count.shown + count.lost).toBe(12);
  });

  it("keeps the time of what follows a frame that the decoder leaves out in silence", async () => {
    expect(seen(await show(inOrder("Kp-pKp")))).toEqual([0, 1, 1, 3, 4, 5]);
  });

  it("is black as long as there was no picture", async () => {
    expect(seen(await show(inOrder("XppKp")))).toEqual([BLACK, BLACK, BLACK, 3, 4]);
  });

  it("stands still up to its end where no key frame follows", async () => {
    const { shown, count } = await show(inOrder(`Kppx${"p".repeat(60)}`));
    expect(shown).toHaveLength(64);
    expect(count).toEqual({ shown: 2, lost: 62 });
  });
});
