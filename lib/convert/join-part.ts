import {
  CustomSource,
  type EncodedPacket,
  EncodedPacketSink,
  Input,
  MP4,
  QTFF,
  UnsupportedInputFormatError,
} from "mediabunny";
import type { PartTrack, StoredFilmPart } from "../media/film-part";
import type { ConversionTask } from "./conversion-task";
import { copyPackets } from "./copy-packets";
import { malformedFile } from "./malformed-file";
import type { PlacedPacket } from "./place-packets";
import type { PromisedFilm } from "./promised-film";
import { openSparseFile } from "./sparse-file";

/**
 * Makes an MP4 of the samples that are stored of a film: they are taken over as they are coded, on a time line that
 * begins with the first frame. Frames that are shown before that one need others that are not there, and are left
 * out.
 *
 * @returns what has to have come out
 * @throws `JobFailure` `truncated-file` where the film's index means other samples than those that are stored
 */
export async function joinPart(task: ConversionTask, part: StoredFilmPart): Promise<PromisedFilm> {
  const { source, type } = task;
  const film = openSparseFile(source, part, type);
  const damaged = (cause?: unknown) => malformedFile(type, film.size, { cause });
  const input = new Input({
    source: new CustomSource({
      getSize: () => film.size,
      read: (start, end) => film.read(start, end),
      // What is not asked for is not there.
      prefetchProfile: "none",
    }),
    formats: [MP4, QTFF],
  });
  try {
    const tracks = await input.getTracks();
    const picture = tracks.find(({ id }) => id === part.picture.trackId);
    const sound = tracks.find(({ id }) => id === part.sound?.trackId) ?? null;
    if (picture?.isVideoTrack() !== true || (sound !== null && !sound.isAudioTrack())) {
      throw damaged();
    }
    const frames = new Samples(new EncodedPacketSink(picture), part.picture, damaged);
    const sounds =
      sound === null || part.sound === null
        ? null
        : new Samples(new EncodedPacketSink(sound), part.sound, damaged);
    return await copyPackets(task, { picture, sound }, place(frames, sounds, part.startSecs));
  } catch (failure) {
    throw failure instanceof UnsupportedInputFormatError ? damaged(failure) : failure;
  } finally {
    input.dispose();
  }
}

/** Picture and sound by turns, each in the order of its coding. */
async function* place(
  frames: Samples,
  sounds: Samples | null,
  startSecs: number,
): AsyncGenerator<PlacedPacket> {
  const first = await frames.firstKey(startSecs);
  const zeroSecs = first.timestamp;
  let frame: EncodedPacket | null = first;
  let piece = (await sounds?.firstAt(zeroSecs)) ?? null;
  while (frame !== null || piece !== null) {
    const isFrameDue = frame !== null && (piece === null || frame.timestamp <= piece.timestamp);
    if (isFrameDue && frame !== null) {
      if (frame.timestamp >= zeroSecs) yield { carries: "picture", packet: at(frame, zeroSecs) };
      frame = await frames.after(frame);
    } else if (piece !== null && sounds !== null) {
      // What is heard for the most part before the first frame is none of the part.
      const isHeard = piece.timestamp + piece.duration / 2 >= zeroSecs;
      if (isHeard) yield { carries: "sound", packet: at(piece, zeroSecs) };
      piece = await sounds.after(piece);
    }
  }
}

function at(packet: EncodedPacket, zeroSecs: number): EncodedPacket {
  return packet.clone({ timestamp: Math.max(0, packet.timestamp - zeroSecs) });
}

/** An edit list may be rounded otherwise than we do; key frames lie further apart. */
const SLACK_SECS = 1e-3;

/** Reads the wanted samples of one track. */
class Samples {
  readonly #sink: EncodedPacketSink;
  readonly #wanted: PartTrack;
  readonly #damaged: () => Error;
  #left: number;

  constructor(sink: EncodedPacketSink, wanted: PartTrack, damaged: () => Error) {
    this.#sink = sink;
    this.#wanted = wanted;
    this.#damaged = damaged;
    this.#left = wanted.samples;
  }

  /** The first key frame that is wanted, which is the last one at or before a moment. */
  async firstKey(secs: number): Promise<EncodedPacket> {
    return this.#begin(await this.#sink.getKeyPacket(secs + SLACK_SECS));
  }

  /** The first sample that is wanted, which is the one that is heard at a moment, or one beside it. */
  async firstAt(secs: number): Promise<EncodedPacket> {
    const lookUp = { metadataOnly: true };
    const found =
      (await this.#sink.getPacket(secs, lookUp)) ?? (await this.#sink.getFirstPacket(lookUp));
    const away = (found?.sequenceNumber ?? 0) - this.#wanted.firstSample;
    if (found === null || away === 0) return this.#begin(found && (await this.#read(found, 0)));
    if (away > 0) return this.#begin(await this.#read(found, -found.duration / 2));
    return this.#begin(await this.#sink.getNextPacket(found));
  }

  /** The next one; null behind the last that is wanted. */
  async after(packet: EncodedPacket): Promise<EncodedPacket | null> {
    if (this.#left === 0) return null;
    const next = await this.#sink.getNextPacket(packet);
    if (next === null) throw this.#damaged();
    this.#left -= 1;
    return next;
  }

  #read({ timestamp }: EncodedPacket, shiftSecs: number): Promise<EncodedPacket | null> {
    return this.#sink.getPacket(timestamp + shiftSecs);
  }

  #begin(packet: EncodedPacket | null): EncodedPacket {
    if (packet?.sequenceNumber !== this.#wanted.firstSample) throw this.#damaged();
    this.#left -= 1;
    return packet;
  }
}
