import { describe, expect, it } from "vitest";
import { isLargelyLost, type LossCount } from "../../../lib/convert/loss-count";
import { SteadySoundDecoder } from "../../../lib/convert/steady-sound";

const PIECE_US = 20_000;

/** A coded piece: when it is heard, and whether it breaks the decoder. */
interface Piece {
  readonly atUs: number;
  readonly isBroken?: boolean;
  /** Absent: 20 ms; 0: nothing tells. */
  readonly lastsUs?: number;
}

interface FakeSound {
  readonly timestamp: number;
  readonly piece: number;
}

/** Counts on from its first piece, as Chromium's, or goes by the time of each. */
class FakeDecoder {
  state = "unconfigured";
  decodeQueueSize = 0;
  readonly #queue: (EncodedAudioChunk & { readonly isBroken: boolean })[] = [];
  #nextUs: number | null = null;

  constructor(
    readonly init: AudioDecoderInit,
    readonly counts: boolean,
  ) {}

  configure() {
    this.state = "configured";
  }

  decode(chunk: EncodedAudioChunk & { readonly isBroken: boolean }) {
    this.#queue.push(chunk);
  }

  async flush() {
    for (const { timestamp, isBroken } of this.#queue.splice(0)) {
      if (isBroken) {
        this.state = "closed";
        this.init.error(new DOMException("", "EncodingError"));
        throw new DOMException("", "EncodingError");
      }
      const heardAtUs = this.counts ? (this.#nextUs ?? timestamp) : timestamp;
      this.#nextUs = heardAtUs + PIECE_US;
      this.init.output(soundOf(heardAtUs, timestamp) as unknown as AudioData);
    }
  }

  close() {
    this.state = "closed";
  }
}

function soundOf(timestamp: number, piece: number) {
  return { timestamp, piece, duration: PIECE_US, close: () => undefined };
}

/** When each piece is heard, in milliseconds. */
async function hear(pieces: readonly Piece[], counts = true) {
  const heard: Record<number, number> = {};
  const count: LossCount = { shown: 0, lost: 0 };
  const decoder = new SteadySoundDecoder(
    {
      open: (init) => new FakeDecoder(init, counts) as unknown as AudioDecoder,
      move: (sound, timestamp) => {
        const { piece } = sound as unknown as FakeSound;
        return soundOf(timestamp, piece) as unknown as AudioData;
      },
    },
    {
      output: (sound) => {
        const { timestamp, piece } = sound as unknown as FakeSound;
        heard[piece / 1000] = timestamp / 1000;
      },
      error: () => undefined,
    },
    count,
  );
  decoder.configure({ codec: "opus", numberOfChannels: 1, sampleRate: 48_000 });
  for (const { atUs, isBroken = false, lastsUs = PIECE_US } of pieces) {
    const chunk = { type: "key", timestamp: atUs, duration: lastsUs, isBroken, byteLength: 1 };
    decoder.decode(chunk as unknown as EncodedAudioChunk);
  }
  await decoder.flush();
  return { heard, count };
}

const at = (...momentsMs: readonly number[]): Piece[] =>
  momentsMs.map((ms) => ({ atUs: ms * 1000 }));
const asTheyAre = (...momentsMs: readonly number[]) =>
  Object.fromEntries(momentsMs.map((ms) => [ms, ms]));

describe("sound with gaps", () => {
  const moments = [0, 20, 40, 540, 560, 900, 920] as const;

  it("is heard when it is by a decoder that counts on", async () => {
    expect((await hear(at(...moments))).heard).toEqual(asTheyAre(...moments));
  });

  it("is heard when it is by a decoder that goes by each piece's time", async () => {
    expect((await hear(at(...moments), false)).heard).toEqual(asTheyAre(...moments));
  });

  it("does not grow by moments that are rounded", async () => {
    const rounded = Array.from({ length: 100 }, (_, index) => index * 20 + (index % 2));
    const { heard } = await hear(at(...rounded));
    expect(heard[1981]).toBe(1980);
  });

  it("does not grow where one piece is late and the next one is not", async () => {
    const { heard } = await hear(at(0, 20, 55, 60, 80));
    expect(heard).toEqual(asTheyAre(0, 20, 55, 60, 80));
  });

  it("is heard when it is behind a piece that does not say how long it lasts", async () => {
    const pieces = at(0, 20, 500, 520).map((piece, index) =>
      index === 1 ? { ...piece, lastsUs: 0 } : piece,
    );
    expect((await hear(pieces)).heard).toEqual(asTheyAre(0, 20, 500, 520));
  });
});

describe("damaged sound", () => {
  it("lacks the piece that is damaged, and nothing else", async () => {
    const pieces = at(0, 20, 40, 60, 80).map((piece, index) => ({
      ...piece,
      isBroken: index === 2,
    }));
    const { heard, count } = await hear(pieces);
    expect(heard).toEqual(asTheyAre(0, 20, 60, 80));
    expect(isLargelyLost(count)).toBe(false);
  });

  it("is largely lost where most pieces are damaged", async () => {
    const pieces = at(0, 20, 40, 60, 80).map((piece, index) => ({ ...piece, isBroken: index > 1 }));
    expect(isLargelyLost((await hear(pieces)).count)).toBe(true);
  });

  it("goes on in a long film, however often a piece is damaged", async () => {
    const pieces = Array.from({ length: 6000 }, (_, index) => ({
      atUs: index * PIECE_US,
      isBroken: index % 10 === 5,
    }));
    const { heard, count } = await hear(pieces);
    expect(Object.keys(heard)).toHaveLength(5400);
    expect(isLargelyLost(count)).toBe(false);
  });
});
