import {
  AudioSampleSink,
  AudioSampleSource,
  type InputAudioTrack,
  type InputVideoTrack,
  VideoSampleSink,
  VideoSampleSource,
} from "mediabunny";
import type { ShownPiece } from "../media/film/edit-list";
import type { FilmTimes } from "../media/film/film-times";
import type { ConversionTask } from "./conversion-task";
import { createMp4Output } from "./mp4-output";
import type { OpenVideo } from "./open-video";

type VideoConfig = ConstructorParameters<typeof VideoSampleSource>[0];
type AudioConfig = ConstructorParameters<typeof AudioSampleSource>[0];

/** How both tracks are coded. */
export interface PieceCoding {
  readonly picture: VideoConfig;
  readonly sound: AudioConfig;
}

/**
 * Codes what the pieces of an edit list show, one behind the other: the library that decodes knows only the
 * first piece, and not where it ends.
 *
 * @param line what of the film is shown
 * @throws what decoders and encoders throw; the signal's reason when aborted
 */
export async function encodePieces(
  { picture, sound }: OpenVideo,
  times: FilmTimes,
  line: TimeLine,
  coding: PieceCoding,
  task: ConversionTask,
): Promise<void> {
  const output = createMp4Output(task.file);
  const pictureSource = new VideoSampleSource(coding.picture);
  output.addVideoTrack(pictureSource);
  const soundSource =
    sound !== null && times.sound !== null ? new AudioSampleSource(coding.sound) : null;
  if (soundSource !== null) output.addAudioTrack(soundSource);
  await output.start();
  try {
    await Promise.all([
      encodePicture(picture, pictureSource, times.picture?.pieces ?? [], line, task),
      sound !== null &&
        soundSource !== null &&
        encodeSound(sound, soundSource, times.sound?.pieces ?? [], line, task),
    ]);
    await output.finalize();
  } catch (failure) {
    await output.cancel();
    throw failure;
  }
}

/** What of a film is made, on its own time line. */
export interface TimeLine {
  readonly startSecs: number;
  readonly endSecs: number;
}

/** A piece on the decoder's time line, and by how much it is moved from there. */
interface PlacedPiece {
  readonly fromSecs: number;
  readonly toSecs: number;
  readonly moveSecs: number;
}

/** Places pieces, none of which begins before the start or goes on behind the end. */
function placePieces(pieces: readonly ShownPiece[], line: TimeLine): PlacedPiece[] {
  const [first] = pieces;
  if (first === undefined) return [];
  // The decoder shows the first piece where the edit list has it, and the rest of the media around it.
  const decoderSecs = first.atSecs - first.fromSecs;
  return pieces.flatMap(({ atSecs, fromSecs, toSecs }) => {
    const lateSecs = Math.max(0, line.startSecs - atSecs);
    const shownSecs = Math.min(toSecs - fromSecs, line.endSecs - atSecs) - lateSecs;
    if (shownSecs <= 0) return [];
    const from = fromSecs + decoderSecs + lateSecs;
    const moveSecs = atSecs + lateSecs - from - line.startSecs;
    return { fromSecs: from, toSecs: from + shownSecs, moveSecs };
  });
}

async function encodePicture(
  track: InputVideoTrack,
  source: VideoSampleSource,
  pieces: readonly ShownPiece[],
  line: TimeLine,
  { signal, report }: ConversionTask,
): Promise<void> {
  const sink = new VideoSampleSink(track);
  const totalSecs = line.endSecs - line.startSecs;
  for (const { fromSecs, toSecs, moveSecs } of placePieces(pieces, line)) {
    for await (using sample of sink.samples(fromSecs, toSecs)) {
      signal.throwIfAborted();
      const shownAt = Math.max(sample.timestamp, fromSecs);
      const shownTo = Math.min(sample.timestamp + sample.duration, toSecs);
      if (shownTo <= shownAt) continue;
      sample.setTimestamp(shownAt + moveSecs);
      sample.setDuration(shownTo - shownAt);
      await source.add(sample);
      await report(Math.min(100, (100 * (shownTo + moveSecs)) / totalSecs));
    }
  }
  source.close();
}

async function encodeSound(
  track: InputAudioTrack,
  source: AudioSampleSource,
  pieces: readonly ShownPiece[],
  line: TimeLine,
  { signal }: ConversionTask,
): Promise<void> {
  const sink = new AudioSampleSink(track);
  for (const { fromSecs, toSecs, moveSecs } of placePieces(pieces, line)) {
    for await (using sample of sink.samples(fromSecs, toSecs)) {
      signal.throwIfAborted();
      const inFrames = (secs: number) => Math.round((secs - sample.timestamp) * sample.sampleRate);
      const first = Math.max(0, inFrames(fromSecs));
      const last = Math.min(sample.numberOfFrames, inFrames(toSecs));
      if (last <= first) continue;
      const shownAt = sample.timestamp + first / sample.sampleRate;
      using part = sample.trim(first, last);
      part.setTimestamp(Math.max(0, shownAt + moveSecs));
      await source.add(part);
    }
  }
  source.close();
}
