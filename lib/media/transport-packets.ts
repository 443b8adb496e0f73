import type { MediaBytes } from "./media-bytes";
import { PieceList } from "./strip/stripped";
import { TransportStarts } from "./transport-starts";

/** How the packets of a file of MPEG-TS lie. */
export interface PacketLayout {
  /** 188; or 192, with a time before each (M2TS); or 204, with check bytes behind each. */
  readonly packetBytes: number;
  /** Where in each its sync byte stands. */
  readonly syncAt: number;
  /** Where the first one begins. */
  readonly startByte: number;
}

const SYNC_BYTE = 0x47;
const KINDS = [
  { packetBytes: 188, syncAt: 0 },
  { packetBytes: 192, syncAt: 4 },
  { packetBytes: 204, syncAt: 0 },
] as const;

/** So many in a row are packets at the start of a file, and elsewhere: the sync byte is a letter as well. */
const PACKETS_AT_START = 3;
const PACKETS_IN_A_ROW = 5;

/** So many bytes of the start of a file tell how its packets lie. */
export const PACKET_HEAD_BYTES = 4096;

/** Finds out how the packets of a file lie; null where it is no MPEG-TS. */
export function findPackets(head: Uint8Array): PacketLayout | null {
  for (let startByte = 0; startByte < 204; startByte += 1) {
    const count = startByte === 0 ? PACKETS_AT_START : PACKETS_IN_A_ROW;
    for (const kind of KINDS) {
      const last = startByte + (count - 1) * kind.packetBytes + kind.syncAt;
      if (last < head.length && isPacket(head, startByte, kind, count)) {
        return { ...kind, startByte };
      }
    }
  }
  return null;
}

/** Whether so many packets follow each other from a byte on; what lies behind the bytes counts as one. */
function isPacket(
  bytes: Uint8Array,
  startByte: number,
  { packetBytes, syncAt }: Pick<PacketLayout, "packetBytes" | "syncAt">,
  count: number,
): boolean {
  for (let index = 0; index < count; index += 1) {
    const at = startByte + index * packetBytes + syncAt;
    if (at < bytes.length && bytes[at] !== SYNC_BYTE) return false;
  }
  return true;
}

const WINDOW_BYTES = 1024 * 1024;
/** A file that is broken more often than this is no film any more. */
const MAX_BREAKS = 10_000;

/**
 * Goes through a file of MPEG-TS and lists its whole packets as ranges. What lies between is no packet: a player looks
 * for the next one, while the library that reads them (mediabunny 1.61.0) gives up. Packets of frames whose start is
 * broken are left out, too.
 *
 * @returns null where it is broken all over
 * @throws as `file.read`
 */
export async function listPackets(
  file: MediaBytes,
  layout: PacketLayout,
): Promise<PieceList | null> {
  const { packetBytes, syncAt } = layout;
  const packets = new PieceList();
  const starts = new TransportStarts();
  let atByte = layout.startByte;
  let isLost = false;
  while (atByte + packetBytes <= file.size) {
    // What follows tells whether a packet begins in the window's last bytes.
    const lookAhead = PACKETS_IN_A_ROW * packetBytes;
    const window = await file.read(atByte, atByte + WINDOW_BYTES + lookAhead);
    if (window.length < packetBytes) break;
    const end = Math.min(WINDOW_BYTES, window.length - packetBytes + 1);
    let at = 0;
    while (at < end) {
      if (isLost) at = findPacket(window, at, end, layout);
      if (at >= end) break;
      const from = at;
      let keptFrom = at;
      while (at < end && isPacket(window, at, layout, 1)) {
        if (starts.isWithoutStart(window.subarray(at + syncAt, at + packetBytes))) {
          packets.keep(atByte + keptFrom, atByte + at);
          keptFrom = at + packetBytes;
        }
        at += packetBytes;
      }
      isLost = at < end;
      // The packet before lacks bytes, or has some too many: the next one may begin within it.
      const next = isLost
        ? findPacket(window, Math.max(from, at - packetBytes + 1), end, layout)
        : at;
      const keptTo = next < at ? at - packetBytes : at;
      packets.keep(atByte + keptFrom, atByte + Math.max(keptFrom, keptTo));
      at = next;
      if (packets.list.length > MAX_BREAKS) return null;
    }
    atByte += at;
  }
  return packets;
}

/** The first byte at which packets begin again; `end` for none. */
function findPacket(bytes: Uint8Array, from: number, end: number, layout: PacketLayout): number {
  let at = from;
  while (at < end && !isPacket(bytes, at, layout, PACKETS_IN_A_ROW)) at += 1;
  return at;
}
