import { flushToLast } from "./flush-to-last";
import { isHopeless, type LossCount } from "./loss-count";

/** What of the browser a {@link SteadySoundDecoder} is made of. */
export interface SoundParts {
  readonly open: (init: AudioDecoderInit) => AudioDecoder;
  /** The same sound at another moment, in microseconds. */
  readonly move: (sound: AudioData, timestamp: number) => AudioData;
}

/** Moments are rounded: a smaller distance is none. */
const LEAST_GAP_US = 2_000;
/** The last piece of a cluster in WEBM may not say how long it lasts: the one before it tells, but not surely. */
const LEAST_UNSURE_GAP_US = 100_000;

/** A piece that does not begin where the one before it ends, in microseconds. */
interface Break {
  /** Where a decoder has it that counts on from the first piece. */
  readonly countedUs: number;
  /** How much later it is. */
  readonly gapsUs: number;
}

/**
 * Decodes sound at the moments at which it is, and what can be decoded of it. Chromium's decoder counts on where a piece
 * of sound is not there, so that all that follows would be heard too early; and each browser's gives up where one piece is
 * damaged.
 *
 * It stands where the library expects an `AudioDecoder`, and does of it what the library asks for.
 *
 * @param init `error` hears of what starting anew does not mend
 */
export class SteadySoundDecoder {
  readonly #parts: SoundParts;
  readonly #init: AudioDecoderInit;
  readonly #count: LossCount;
  #config: AudioDecoderConfig | null = null;
  #decoder: AudioDecoder | null = null;
  /** What was handed in and has not come out, the first one first. */
  #awaited: EncodedAudioChunk[] = [];
  #restarts = 0;
  #breaks: Break[] = [];
  /** What was handed in last ends there, and so much before it is no sound. */
  #fedEndUs: number | null = null;
  #fedGapsUs = 0;
  #fedLastsUs = 0;
  /** How long the last one lasts that says it. */
  #usualUs = 0;
  /** What came last ends there by the decoder's time, and so much before it is no sound. */
  #cameEndUs: number | null = null;
  #cameGapsUs = 0;
  #movedUs = 0;
  #isClosed = false;

  constructor(parts: SoundParts, init: AudioDecoderInit, count: LossCount) {
    this.#parts = parts;
    this.#init = init;
    this.#count = count;
  }

  get decodeQueueSize(): number {
    return this.#decoder?.decodeQueueSize ?? 0;
  }

  get state(): CodecState {
    if (this.#isClosed) return "closed";
    return this.#config === null ? "unconfigured" : "configured";
  }

  configure(config: AudioDecoderConfig): void {
    this.#config = config;
    this.#begin(config);
  }

  decode(chunk: EncodedAudioChunk): void {
    this.#awaited.push(chunk);
    if (this.#decoder !== null) this.#feed(this.#decoder, chunk);
  }

  /** Ends when all sound has come that comes. */
  async flush(): Promise<void> {
    await flushToLast(
      () => this.#decoder,
      (failure) => this.#restart(failure),
    );
    this.#awaited = [];
    this.#forgetTimes();
  }

  close(): void {
    this.#isClosed = true;
    this.#awaited = [];
    if (this.#decoder?.state !== "closed") this.#decoder?.close();
    this.#decoder = null;
  }

  #begin(config: AudioDecoderConfig): void {
    this.#forgetTimes();
    const decoder: AudioDecoder = this.#parts.open({
      output: (sound) => {
        if (decoder === this.#decoder) this.#hear(sound);
        else sound.close();
      },
      error: (failure) => {
        if (decoder === this.#decoder) this.#restart(failure);
      },
    });
    this.#decoder = decoder;
    decoder.configure(config);
  }

  #forgetTimes(): void {
    this.#breaks = [];
    this.#fedEndUs = null;
    this.#fedGapsUs = 0;
    this.#fedLastsUs = 0;
    this.#usualUs = 0;
    this.#cameEndUs = null;
    this.#cameGapsUs = 0;
    this.#movedUs = 0;
  }

  #feed(decoder: AudioDecoder, chunk: EncodedAudioChunk): void {
    this.#noteBreak(chunk);
    try {
      decoder.decode(chunk);
    } catch (failure) {
      if (decoder.state !== "closed") decoder.close();
      if (decoder === this.#decoder) this.#restart(failure);
    }
  }

  /** Goes on behind the piece that nothing came of. */
  #restart(failure: unknown): void {
    this.#decoder = null;
    this.#restarts += 1;
    this.#count.lost += 1;
    if (isHopeless(this.#restarts, this.#count) || this.#config === null) {
      this.#init.error(failure as DOMException);
      return;
    }
    this.#awaited = this.#awaited.slice(1);
    this.#begin(this.#config);
    const decoder = this.#decoder;
    for (const chunk of this.#awaited) {
      if (decoder === null || decoder !== this.#decoder) return;
      this.#feed(decoder, chunk);
    }
  }

  #noteBreak({ timestamp, duration }: EncodedAudioChunk): void {
    const isUnsure = this.#fedLastsUs === 0;
    if (duration !== null && duration > 0) this.#usualUs = duration;
    const lateUs = this.#fedEndUs === null ? 0 : timestamp - this.#fedEndUs;
    if (this.#usualUs > 0 && isGap(lateUs, isUnsure ? 2 * LEAST_UNSURE_GAP_US : this.#usualUs)) {
      this.#fedGapsUs += lateUs;
      const gapsUs = this.#fedGapsUs;
      this.#breaks.push({ countedUs: timestamp - gapsUs, gapsUs });
    }
    this.#fedLastsUs = duration ?? 0;
    this.#fedEndUs = timestamp + (this.#fedLastsUs || this.#usualUs);
  }

  #hear(sound: AudioData): void {
    const { timestamp, duration } = sound;
    const lateUs = timestamp - (this.#cameEndUs ?? timestamp);
    // Firefox's decoder goes by the time of each piece.
    if (isGap(lateUs, duration)) this.#cameGapsUs += lateUs;
    this.#cameEndUs = timestamp + duration;
    for (;;) {
      const [next] = this.#breaks;
      if (next === undefined) break;
      if (timestamp < next.countedUs + this.#cameGapsUs - LEAST_GAP_US) break;
      this.#breaks.shift();
      this.#movedUs = next.gapsUs - this.#cameGapsUs;
    }
    const heardAtUs = timestamp + this.#movedUs;
    const middleOf = (chunk: EncodedAudioChunk) => chunk.timestamp + (chunk.duration ?? 0) / 2;
    this.#awaited = this.#awaited.filter((chunk) => middleOf(chunk) > heardAtUs + duration / 2);
    this.#count.shown += 1;
    if (this.#movedUs === 0) {
      this.#init.output(sound);
      return;
    }
    const moved = this.#parts.move(sound, heardAtUs);
    sound.close();
    this.#init.output(moved);
  }
}

function isGap(lateUs: number, lastsUs: number): boolean {
  return Math.abs(lateUs) > Math.max(LEAST_GAP_US, lastsUs / 2);
}
