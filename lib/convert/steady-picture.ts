import { flushToLast } from "./flush-to-last";
import { isHopeless, type LossCount } from "./loss-count";

/** What of the browser a {@link SteadyVideoDecoder} is made of. */
export interface PictureParts {
  readonly open: (init: VideoDecoderInit) => VideoDecoder;
  /** The same picture at another moment. */
  readonly repeat: (frame: VideoFrame, timing: FrameTiming) => VideoFrame;
  /** Shown where no picture has been there yet. */
  readonly black: (config: VideoDecoderConfig, timing: FrameTiming) => VideoFrame;
}

/** When a frame is shown, in microseconds. */
export interface FrameTiming {
  readonly timestamp: number;
  readonly duration?: number;
}

/** A coded frame of which no picture has come yet. */
interface AwaitedFrame {
  readonly index: number;
  readonly timing: FrameTiming;
  /** Null: it will not be decoded any more. */
  chunk: EncodedVideoChunk | null;
}

/** No coder shows a frame behind more than so many that are coded after it. Source: ITU-T H.264, A.3. */
const MAX_REORDERED_FRAMES = 16;

/**
 * Decodes what can be decoded of a damaged film: where the browser's decoder gives up, one that is opened anew goes on at
 * the next key frame. Each coded frame has one picture, in the order in which they are shown: where a frame is lost, the
 * picture before it stays, as in a player, and what follows keeps its time.
 *
 * It stands where the library expects a `VideoDecoder`, and does of it what the library asks for.
 *
 * @param init `error` hears of what starting anew does not mend
 */
export class SteadyVideoDecoder {
  readonly #parts: PictureParts;
  readonly #init: VideoDecoderInit;
  readonly #count: LossCount;
  #config: VideoDecoderConfig | null = null;
  /** Null while the next key frame is waited for. */
  #decoder: VideoDecoder | null = null;
  /** In the order in which they are coded. */
  #awaited: AwaitedFrame[] = [];
  #nextIndex = 0;
  /** Where the decoder began, or what was shown since: it goes on behind that. */
  #reachedIndex = 0;
  #restarts = 0;
  #latest: VideoFrame | null = null;
  #isClosed = false;

  constructor(parts: PictureParts, init: VideoDecoderInit, count: LossCount) {
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

  configure(config: VideoDecoderConfig): void {
    this.#config = config;
    this.#decoder = this.#open(config);
  }

  decode(chunk: EncodedVideoChunk): void {
    const index = this.#nextIndex;
    this.#nextIndex += 1;
    const { timestamp, duration } = chunk;
    const timing = duration === null ? { timestamp } : { timestamp, duration };
    this.#awaited.push({ index, timing, chunk });
    if (this.#decoder !== null) this.#feed(this.#decoder, chunk);
    else if (chunk.type === "key") this.#goOn();
    else this.#giveUpAwaited(MAX_REORDERED_FRAMES);
  }

  /** Ends when each coded frame has its picture. */
  async flush(): Promise<void> {
    await flushToLast(
      () => this.#decoder,
      (failure) => this.#restart(failure),
    );
    this.#giveUpAwaited(0);
  }

  close(): void {
    this.#isClosed = true;
    this.#latest?.close();
    this.#latest = null;
    this.#awaited = [];
    if (this.#decoder?.state !== "closed") this.#decoder?.close();
    this.#decoder = null;
  }

  #open(config: VideoDecoderConfig): VideoDecoder {
    const decoder: VideoDecoder = this.#parts.open({
      output: (frame) => {
        if (decoder === this.#decoder) this.#show(frame);
        else frame.close();
      },
      error: (failure) => {
        if (decoder === this.#decoder) this.#restart(failure);
      },
    });
    decoder.configure(config);
    return decoder;
  }

  #feed(decoder: VideoDecoder, chunk: EncodedVideoChunk): void {
    try {
      decoder.decode(chunk);
    } catch (failure) {
      // What calls itself a key frame and is none is refused at once.
      if (decoder.state !== "closed") decoder.close();
      if (decoder === this.#decoder) this.#restart(failure);
    }
  }

  #restart(failure: unknown): void {
    this.#restarts += 1;
    if (isHopeless(this.#restarts, this.#count)) {
      this.#decoder = null;
      this.#init.error(failure as DOMException);
      return;
    }
    this.#goOn();
  }

  /** Begins anew at the first key frame behind the one at which it failed, if that is here yet. */
  #goOn(): void {
    this.#decoder = null;
    const key = this.#awaited.find(
      ({ index, chunk }) => chunk?.type === "key" && index > this.#reachedIndex,
    );
    for (const frame of this.#awaited) {
      if (key === undefined || frame.index < key.index) frame.chunk = null;
    }
    if (key === undefined || this.#config === null) {
      this.#giveUpAwaited(MAX_REORDERED_FRAMES);
      return;
    }
    this.#reachedIndex = key.index;
    const decoder = this.#open(this.#config);
    this.#decoder = decoder;
    for (const { chunk } of this.#awaited) {
      if (decoder !== this.#decoder) return;
      if (chunk !== null) this.#feed(decoder, chunk);
    }
  }

  #show(frame: VideoFrame): void {
    const own = this.#awaited.find(({ timing }) => timing.timestamp === frame.timestamp);
    if (own === undefined) {
      frame.close();
      return;
    }
    // What is shown earlier and has not come will not come any more.
    for (const lost of this.#inShownOrder()) {
      if (lost.timing.timestamp >= frame.timestamp) break;
      this.#fill(lost);
    }
    this.#awaited.splice(this.#awaited.indexOf(own), 1);
    this.#reachedIndex = Math.max(this.#reachedIndex, own.index);
    this.#latest?.close();
    this.#latest = frame.clone();
    this.#count.shown += 1;
    this.#init.output(frame);
  }

  #giveUpAwaited(keptCount: number): void {
    const surplus = this.#inShownOrder().slice(0, Math.max(0, this.#awaited.length - keptCount));
    for (const lost of surplus) this.#fill(lost);
  }

  #inShownOrder(): AwaitedFrame[] {
    return this.#awaited.toSorted((a, b) => a.timing.timestamp - b.timing.timestamp);
  }

  #fill(lost: AwaitedFrame): void {
    if (this.#isClosed || this.#config === null) return;
    this.#awaited.splice(this.#awaited.indexOf(lost), 1);
    this.#count.lost += 1;
    this.#init.output(
      this.#latest === null
        ? this.#parts.black(this.#config, lost.timing)
        : this.#parts.repeat(this.#latest, lost.timing),
    );
  }
}
