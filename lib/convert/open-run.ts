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
  /** Stand before each key frame, where the runs of a film are not decoded alike; null: nothing does. */
  readonly parameterSets: Uint8Array<ArrayBuffer> | null;
  /** Whether its clock is that of MPEG-TS, which starts anew each day. */
  readonly isWrapping: boolean;
}

/** Each packet of MPEG-TS begins with it, or with a time of four bytes before it (M2TS). */
const SYNC_BYTE = 0x47;
const TRANSPORT_PACKETS = [
  { packetBytes: 188, syncAt: 0 },
  { packetBytes: 192, syncAt: 4 },
] as const;
const HEAD_BYTES = 400;

/** How many bytes behind the last whole packet of MPEG-TS are none: players pass over them, the library does not. */
function countLooseBytes(head: Uint8Array, totalBytes: number): number {
  const kind = TRANSPORT_PACKETS.find(
    ({ packetBytes, syncAt }) =>
      head[syncAt] === SYNC_BYTE && head[syncAt + packetBytes] === SYNC_BYTE,
  );
  return kind === undefined ? 0 : totalBytes % kind.packetBytes;
}

/**
 * Opens a run as the file that it is.
 *
 * @returns null where it is none that can be read
 */
export async function openRun(bytes: MediaBytes, run: StreamRun): Promise<OpenRun | null> {
  const { startByte, endByte, half } = run;
  const head = await bytes.read(startByte, Math.min(startByte + HEAD_BYTES, endByte));
  const size = endByte - startByte - countLooseBytes(head, endByte - startByte);
  const own: MediaBytes = {
    size,
    read: (start, end) => bytes.read(startByte + start, startByte + Math.min(end, size)),
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
      parameterSets: null,
      isWrapping: (await input.getFormat()) === MPEG_TS,
    };
  } catch (failure) {
    input.dispose();
    if (failure instanceof UnsupportedInputFormatError) return null;
    throw failure;
  }
}
