import {
  ADTS,
  CustomSource,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  MPEG_TS,
  QTFF,
  UnsupportedInputFormatError,
  WEBM,
} from "mediabunny";
import type { MediaBytes } from "../media/media-bytes";
import type { StreamRun } from "../media/stream-run";
import { openHalf } from "./half-film";

/** A run of a stream whose tracks are known; `input.dispose()` ends reading it. */
export interface OpenRun {
  readonly run: StreamRun;
  readonly input: Input;
  readonly picture: InputVideoTrack | null;
  readonly sound: InputAudioTrack | null;
  /** Whether its clock is that of MPEG-TS, which starts anew each day. */
  readonly isWrapping: boolean;
}

/**
 * Opens a run as the file that it is.
 *
 * @returns null where it is none that can be read
 */
export async function openRun(bytes: MediaBytes, run: StreamRun): Promise<OpenRun | null> {
  const { startByte, endByte, half } = run;
  const own: MediaBytes = {
    size: endByte - startByte,
    read: (start, end) => bytes.read(startByte + start, Math.min(startByte + end, endByte)),
  };
  const file = half === undefined ? own : await openHalf(own, half);
  const input = new Input({
    source: new CustomSource({
      getSize: () => file.size,
      read: (start, end) => file.read(start, end),
      prefetchProfile: "fileSystem",
    }),
    formats: [MP4, QTFF, WEBM, MATROSKA, MPEG_TS, ADTS],
  });
  try {
    return {
      run,
      input,
      picture: run.carries === "sound" ? null : await input.getPrimaryVideoTrack(),
      sound: await input.getPrimaryAudioTrack(),
      isWrapping: (await input.getFormat()) === MPEG_TS,
    };
  } catch (failure) {
    input.dispose();
    if (failure instanceof UnsupportedInputFormatError) return null;
    throw failure;
  }
}
