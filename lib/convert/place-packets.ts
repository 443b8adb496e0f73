import {
  type EncodedPacket,
  EncodedPacketSink,
  type InputAudioTrack,
  type InputVideoTrack,
} from "mediabunny";
import { type FirstFrame, findFirstFrame } from "./first-frame";
import { withParameterSets } from "./inline-parameters";
import type { OpenRun } from "./open-run";
import { needsOtherFrames } from "../media/film/first-slice";
import { wrappedDifference } from "../media/ts-clock";
import { type ClockJump, mendDuration, mendTime, soundLead, StreamClock } from "./stream-clock";

/** A coded frame, or some sound, at its place on the time line of the whole stream. */
export interface PlacedPacket {
  readonly carries: "picture" | "sound";
  readonly packet: EncodedPacket;
}

/** What of one clock belongs together. */
interface Span {
  readonly picture: Source<InputVideoTrack>;
  readonly sound: Source<InputAudioTrack> | null;
}

interface Source<Track> {
  readonly track: Track;
  readonly atMs: number;
  readonly isWrapping: boolean;
  readonly parameterSets: Uint8Array<ArrayBuffer> | null;
}

/**
 * The packets of a stream's runs, as they are to be written: picture and sound by turns, each in the order of
 * its coding. The first frame that can be decoded is shown at 0; a new clock begins where the picture before it ends. Sound that
 * lies before the first frame, or over sound that was there before, is left out.
 */
export async function* placePackets(runs: readonly OpenRun[]): AsyncGenerator<PlacedPacket> {
  const isWrapping = runs.some((run) => run.isWrapping);
  const jumps: ClockJump[] = [];
  const picture = new StreamClock(isWrapping, jumps);
  const sound = new StreamClock(isWrapping, jumps);
  for (const span of listSpans(runs)) yield* placeSpan(span, picture, sound);
}

function listSpans(runs: readonly OpenRun[]): Span[] {
  const clocks = [...new Set(runs.map(({ run }) => run.clock))];
  return clocks.flatMap((clock) => {
    const own = runs.filter(({ run }) => run.clock === clock);
    const picture = own.flatMap((run) => toSource(run, run.picture))[0];
    const apart = own.filter(({ run }) => run.carries === "sound");
    const sound = [...apart, ...own].flatMap((run) => toSource(run, run.sound))[0];
    return picture === undefined ? [] : [{ picture, sound: sound ?? null }];
  });
}

function toSource<Track>(
  { run, isWrapping, parameterSets }: OpenRun,
  track: Track | null,
): Source<Track>[] {
  return track === null ? [] : [{ track, atMs: run.atMs, isWrapping, parameterSets }];
}

async function* placeSpan(
  { picture, sound }: Span,
  pictureClock: StreamClock,
  soundClock: StreamClock,
): AsyncGenerator<PlacedPacket> {
  const startSecs = pictureClock.endSecs;
  const trackFirst = await picture.track.getFirstTimestamp();
  const soundFirst = (await sound?.track.getFirstTimestamp()) ?? trackFirst;
  const lead = soundLead(
    picture.isWrapping && sound?.isWrapping === true
      ? wrappedDifference(soundFirst, trackFirst)
      : soundFirst - trackFirst,
    ((sound?.atMs ?? picture.atMs) - picture.atMs) / 1000,
  );
  const first = await findFirstFrame(picture.track);
  const pictureFirst = first?.packet.timestamp ?? trackFirst;
  const cutSecs = wrappedDifference(pictureFirst, trackFirst);
  const freeFromSecs = Math.max(startSecs, soundClock.endSecs);
  pictureClock.begin(pictureFirst, startSecs);
  soundClock.begin(soundFirst, startSecs + lead - cutSecs);
  const frames = new Reader("picture", picture, pictureClock, 0, first);
  const sounds = sound === null ? null : new Reader("sound", sound, soundClock, freeFromSecs);
  let frame = await frames.next();
  let piece = (await sounds?.next()) ?? null;
  const { parameterSets } = picture;
  while (frame !== null || piece !== null) {
    // The picture first, where both are due.
    const isFrameDue =
      frame !== null && (piece === null || frame.packet.timestamp <= piece.packet.timestamp);
    if (isFrameDue && frame !== null) {
      yield parameterSets === null
        ? frame
        : { ...frame, packet: withParameterSets(frame.packet, parameterSets) };
      frame = await frames.next();
    } else if (piece !== null && sounds !== null) {
      yield piece;
      piece = await sounds.next();
    }
  }
}

/** Reads one track of a run. */
class Reader {
  readonly #carries: PlacedPacket["carries"];
  readonly #sink: EncodedPacketSink;
  readonly #clock: StreamClock;
  readonly #fromSecs: number;
  readonly #first: FirstFrame | null;
  readonly #isWrapping: boolean;
  #beforeSecs: number | null = null;
  #usualSecs = Infinity;
  /** Undefined before the first is read. */
  #ahead: EncodedPacket | null | undefined;
  #isBehindFirst = false;

  /**
   * @param fromSecs what begins earlier, by more than half its length, is left out
   * @param first what lies before it is left out; null for nothing
   */
  constructor(
    carries: PlacedPacket["carries"],
    { track, isWrapping }: Source<InputAudioTrack | InputVideoTrack>,
    clock: StreamClock,
    fromSecs: number,
    first: FirstFrame | null = null,
  ) {
    this.#carries = carries;
    this.#isWrapping = isWrapping;
    this.#sink = new EncodedPacketSink(track);
    this.#clock = clock;
    this.#fromSecs = fromSecs;
    this.#first = first;
  }

  async next(): Promise<PlacedPacket | null> {
    for (;;) {
      const packet = await this.#read();
      if (packet === null) return null;
      if (this.#needsWhatIsCut(packet)) continue;
      const timestamp = this.#clock.place(packet.timestamp, packet.duration);
      const { durationSecs, freeFromSecs } = this.#clock;
      const fromSecs = Math.max(this.#fromSecs, freeFromSecs);
      if (this.#carries === "sound" && timestamp + durationSecs / 2 < fromSecs) continue;
      return {
        carries: this.#carries,
        packet: packet.clone({
          timestamp: Math.max(0, timestamp),
          duration: durationSecs,
        }),
      };
    }
  }

  /** The next one, as it would be were it not damaged. */
  async #read(): Promise<EncodedPacket | null> {
    if (this.#ahead === undefined) {
      this.#ahead = this.#first?.packet ?? (await this.#sink.getFirstPacket());
    }
    const packet = this.#ahead;
    if (packet === null) return null;
    this.#ahead = await this.#sink.getNextPacket(packet);
    if (!this.#isWrapping) return packet;
    const afterSecs = this.#ahead?.timestamp ?? null;
    const mended = mendPacket(packet, this.#beforeSecs, afterSecs, this.#usualSecs);
    this.#beforeSecs = mended.timestamp;
    if (mended.duration > 0) this.#usualSecs = mended.duration;
    return mended;
  }

  /** Frames that are coded behind the first key frame and shown before it are made of frames before it, too. */
  #needsWhatIsCut({ timestamp }: EncodedPacket): boolean {
    if (this.#first?.isCut !== true || this.#isBehindFirst) return false;
    const afterSecs = wrappedDifference(timestamp, this.#first.packet.timestamp);
    this.#isBehindFirst = afterSecs > 0;
    return afterSecs < 0;
  }
}

/**
 * Of MPEG-TS a frame's time, and the mark that it is a key frame, stand beside its bytes: where packets are lost, one
 * may be another frame's. How long it is shown is the distance to the next time.
 *
 * @param usualSecs how long the one before is shown
 */
function mendPacket(
  packet: EncodedPacket,
  beforeSecs: number | null,
  afterSecs: number | null,
  usualSecs: number,
): EncodedPacket {
  const timestamp = mendTime(beforeSecs, packet.timestamp, afterSecs);
  const duration = mendDuration(packet.duration, usualSecs);
  const isNoKey = beforeSecs !== null && packet.type === "key" && needsOtherFrames(packet.data);
  if (!isNoKey && timestamp === packet.timestamp && duration === packet.duration) return packet;
  return packet.clone({ timestamp, duration, type: isNoKey ? "delta" : packet.type });
}
