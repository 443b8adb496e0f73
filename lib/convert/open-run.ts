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
import { withPatches } from "../media/patched-bytes";
import type { StreamRun } from "../media/stream-run";
import { readPieces, totalPieceBytes } from "../media/strip/stripped";
import { openHalf } from "./half-film";
import { findUnread, type UnreadCodings } from "../media/transport-codings";
import { findPackets, listPackets, PACKET_HEAD_BYTES } from "../media/transport-packets";
import { listOnly, readTransportTables } from "../media/transport-programs";

/** A run of a stream whose tracks are known; `input.dispose()` ends reading it. */
export interface OpenRun {
  readonly run: StreamRun;
  readonly input: Input;
  readonly picture: InputVideoTrack | null;
  readonly sound: InputAudioTrack | null;
  /** What of it no library here reads. */
  readonly unread: UnreadCodings;
  /** Stand before each key frame, where the runs of a film are not decoded alike; null: nothing does. */
  readonly parameterSets: Uint8Array<ArrayBuffer> | null;
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
  const opened = await openPackets(own);
  if (opened === null) return null;
  const { unread } = opened;
  const file = half === undefined ? opened.file : await openHalf(opened.file, half);
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
      unread,
      parameterSets: null,
      isWrapping: (await input.getFormat()) === MPEG_TS,
    };
  } catch (failure) {
    input.dispose();
    if (failure instanceof UnsupportedInputFormatError) return null;
    throw failure;
  }
}

interface OpenFile {
  readonly file: MediaBytes;
  readonly unread: UnreadCodings;
}

/** The tables of programs stand at the start, and are repeated each tenth of a second. */
const TABLES_BYTES = 1024 * 1024;

/** Of MPEG-TS only whole packets, and one program; of all else the file itself. Null where nothing can be made of it. */
async function openPackets(given: MediaBytes): Promise<OpenFile | null> {
  const layout = findPackets(await given.read(0, PACKET_HEAD_BYTES));
  if (layout === null) return { file: given, unread: { picture: null, sound: null } };
  const packets = await listPackets(given, layout);
  if (packets === null) return null;
  const { list } = packets;
  const totalBytes = totalPieceBytes(list);
  const file: MediaBytes = {
    size: totalBytes,
    read: (start, end) => readPieces(given, list, start, Math.min(end, totalBytes)),
  };
  const tables = readTransportTables(await file.read(0, TABLES_BYTES), layout);
  const program = tables.programs[0];
  if (program === undefined) return { file, unread: { picture: null, sound: null } };
  const isOneOfMany = tables.list !== null && tables.list.programCount > 1;
  const patches = isOneOfMany ? [{ at: tables.list.at, bytes: listOnly(program, layout) }] : [];
  return { file: withPatches(file, patches), unread: findUnread(program.tracks) };
}
