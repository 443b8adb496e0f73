import type { PacketLayout } from "./transport-packets";

/** A track of a program, as the program's list names its coding. */
export interface TransportTrack {
  readonly streamType: number;
  /** Four letters, where its kind is told by these; else null. */
  readonly registration: string | null;
}

/** A program of MPEG-TS: the tracks that a player shows together. */
export interface TransportProgram {
  readonly programNumber: number;
  /** Which packets its list of tracks lies in. */
  readonly mapPid: number;
  readonly tracks: readonly TransportTrack[];
}

/** What the tables at the start of a file of MPEG-TS say. */
export interface TransportTables {
  /** Those whose tracks are listed, in the order in which they are. */
  readonly programs: readonly TransportProgram[];
  /** How many the list of programs names, and where the packet begins in which it stands; null without one. */
  readonly list: { readonly at: number; readonly programCount: number } | null;
}

const HEADER_BYTES = 4;
const PACKET_BYTES = 188;
const LIST_PID = 0;
const LIST_TABLE = 0;
const MAP_TABLE = 2;
const CHECKSUM_BYTES = 4;
/** `registration_descriptor`. */
const REGISTRATION = 5;

/**
 * Reads which programs a file has, and how their tracks are coded.
 *
 * @param bytes whole packets, from the first one on
 * Format: ISO/IEC 13818-1, 2.4.3.2 and 2.4.4.
 */
export function readTransportTables(
  bytes: Uint8Array,
  { packetBytes, syncAt }: Pick<PacketLayout, "packetBytes" | "syncAt">,
): TransportTables {
  const begun = new Map<number, number[]>();
  const programs: TransportProgram[] = [];
  let listed: ReadonlyMap<number, number> = new Map();
  let list: TransportTables["list"] = null;
  for (let at = 0; at + packetBytes <= bytes.length; at += packetBytes) {
    const packet = bytes.subarray(at + syncAt, at + syncAt + PACKET_BYTES);
    const pid = numberAt(packet, 1) & 0x1fff;
    if (pid !== LIST_PID && !listed.has(pid)) continue;
    const section = addPayload(begun, pid, packet);
    if (section === null) continue;
    if (pid === LIST_PID && section[0] === LIST_TABLE && list === null) {
      listed = readList(section);
      list = { at, programCount: listed.size };
    } else if (section[0] === MAP_TABLE && !programs.some(({ mapPid }) => mapPid === pid)) {
      const programNumber = numberAt(section, 3);
      programs.push({ programNumber, mapPid: pid, tracks: readMap(section) });
    }
    if (list !== null && programs.length === listed.size) break;
  }
  return { programs, list };
}

/** Adds what a packet carries of a table; the table once it is whole, else null. */
function addPayload(
  begun: Map<number, number[]>,
  pid: number,
  packet: Uint8Array,
): readonly number[] | null {
  const isStart = ((packet[1] ?? 0) & 0x40) !== 0;
  const hasFields = ((packet[3] ?? 0) & 0x20) !== 0;
  const fieldBytes = hasFields ? 1 + (packet[HEADER_BYTES] ?? 0) : 0;
  const payload = packet.subarray(HEADER_BYTES + fieldBytes);
  const before = begun.get(pid);
  if (!isStart && before === undefined) return null;
  const section = isStart
    ? [...payload.subarray(1 + (payload[0] ?? 0))]
    : [...(before ?? []), ...payload];
  begun.set(pid, section);
  const totalBytes = 3 + (numberAt(section, 1) & 0xfff);
  if (section.length < totalBytes) return null;
  begun.delete(pid);
  return section.slice(0, totalBytes - CHECKSUM_BYTES);
}

function numberAt(bytes: ArrayLike<number>, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

/** The packets in which programs' tracks are listed, and the programs' numbers. */
function readList(section: readonly number[]): Map<number, number> {
  const programs = new Map<number, number>();
  for (let at = 8; at + 4 <= section.length; at += 4) {
    const programNumber = numberAt(section, at);
    // Number 0 is about the network.
    if (programNumber !== 0) programs.set(numberAt(section, at + 2) & 0x1fff, programNumber);
  }
  return programs;
}

function readMap(section: readonly number[]): TransportTrack[] {
  const tracks: TransportTrack[] = [];
  let at = 12 + (numberAt(section, 10) & 0xfff);
  while (at + 5 <= section.length) {
    const end = at + 5 + (numberAt(section, at + 3) & 0xfff);
    const registration = readRegistration(section.slice(at + 5, end));
    tracks.push({ streamType: section[at] ?? 0, registration });
    at = end;
  }
  return tracks;
}

function readRegistration(descriptors: readonly number[]): string | null {
  for (let at = 0; at + 2 <= descriptors.length; at += 2 + (descriptors[at + 1] ?? 0)) {
    if (descriptors[at] !== REGISTRATION || at + 6 > descriptors.length) continue;
    return String.fromCharCode(...descriptors.slice(at + 2, at + 6));
  }
  return null;
}

/** The packet that lists one program and no other, laid as the file's packets are. */
export function listOnly(
  { programNumber, mapPid }: Pick<TransportProgram, "programNumber" | "mapPid">,
  { packetBytes, syncAt }: Pick<PacketLayout, "packetBytes" | "syncAt">,
): Uint8Array {
  const packet = new Uint8Array(packetBytes).fill(0xff, syncAt, syncAt + PACKET_BYTES);
  const header = [0x47, 0x40, LIST_PID, 0x10, 0];
  const section = [LIST_TABLE, 0xb0, 13, 0, 1, 0xc1, 0, 0];
  const program = [programNumber >> 8, programNumber & 0xff, 0xe0 | (mapPid >> 8), mapPid & 0xff];
  // Nobody here looks at the checksum.
  packet.set([...header, ...section, ...program, 0, 0, 0, 0], syncAt);
  return packet;
}
