import { describe, expect, it } from "vitest";
import { findUnread } from "../../../lib/media/transport-codings";
import { listOnly, readTransportTables } from "../../../lib/media/transport-programs";

const LAYOUT = { packetBytes: 188, syncAt: 0 };

type Track = readonly [streamType: number, ...descriptors: number[]];

/** A table as packets: its header, its content, and a checksum that nobody looks at. */
function packetsOf(pid: number, table: number, content: readonly number[]): number[] {
  const rest = [...content, 0, 0, 0, 0];
  const section = [table, 0xb0 | (rest.length >> 8), rest.length & 0xff, ...rest];
  const payload = [0, ...section];
  const packets: number[] = [];
  for (let at = 0; at < payload.length; at += 184) {
    const header = [0x47, (at === 0 ? 0x40 : 0) | (pid >> 8), pid & 0xff, 0x10];
    const part = payload.slice(at, at + 184);
    packets.push(...header, ...part, ...Array<number>(184 - part.length).fill(0xff));
  }
  return packets;
}

const listOf = (...programs: readonly (readonly [number: number, pid: number])[]) =>
  packetsOf(0, 0, [
    0,
    1,
    0xc1,
    0,
    0,
    ...programs.flatMap(([number, pid]) => [number >> 8, number, 0xe0 | (pid >> 8), pid & 0xff]),
  ]);

const mapOf = (number: number, pid: number, ...tracks: readonly Track[]) =>
  packetsOf(pid, 2, [
    number >> 8,
    number,
    0xc1,
    0,
    0,
    0xe1,
    0,
    0xf0,
    0,
    ...tracks.flatMap(([type, ...descriptors]) => [
      type,
      0xe1,
      0,
      0xf0,
      descriptors.length,
      ...descriptors,
    ]),
  ]);

const tablesOf = (...packets: readonly (readonly number[])[]) =>
  readTransportTables(Uint8Array.from(packets.flat()), LAYOUT);
const letters = (text: string) => [5, text.length, ...Buffer.from(text)];

describe("the tables of a transport stream", () => {
  it("tell how the tracks of its program are coded", () => {
    const { programs, list } = tablesOf(
      packetsOf(17, 0x42, [1, 2, 3]),
      listOf([0, 16], [1, 4096]),
      mapOf(1, 4096, [0x1b], [0x0f, ...letters("none")], [6, 0x0a, 1, 2, ...letters("Opus")]),
    );
    expect(list).toEqual({ at: 188, programCount: 1 });
    expect(programs).toEqual([
      {
        programNumber: 1,
        mapPid: 4096,
        tracks: [
          { streamType: 0x1b, registration: null },
          { streamType: 0x0f, registration: "none" },
          { streamType: 6, registration: "Opus" },
        ],
      },
    ]);
  });

  it("may take more than a packet", () => {
    const tracks = Array.from({ length: 60 }, (): Track => [0x0f]);
    const { programs } = tablesOf(listOf([1, 300]), mapOf(1, 300, ...tracks));
    expect(programs[0]?.tracks).toHaveLength(60);
  });

  it("name several programs, of which a list can be made that names one", () => {
    const maps = [mapOf(7, 300, [0x24]), mapOf(1, 256, [0x1b])];
    const { programs, list } = tablesOf(listOf([1, 256], [7, 300]), ...maps);
    expect(list).toEqual({ at: 0, programCount: 2 });
    expect(programs.map(({ programNumber }) => programNumber)).toEqual([7, 1]);
    const only = listOnly({ programNumber: 7, mapPid: 300 }, LAYOUT);
    expect(only).toHaveLength(188);
    expect(tablesOf([...only], ...maps)).toEqual({
      programs: programs.slice(0, 1),
      list: { at: 0, programCount: 1 },
    });
  });

  it("are none where there is only noise", () => {
    const noise = Array.from({ length: 188 * 20 }, (_, at) => (at % 188 === 0 ? 0x47 : at % 251));
    expect(tablesOf(noise)).toEqual({ programs: [], list: null });
    expect(tablesOf([])).toEqual({ programs: [], list: null });
  });
});

describe("a track that nobody reads", () => {
  it.each([
    [[{ streamType: 0x02, registration: null }], { picture: "MPEG-2", sound: null }],
    [[{ streamType: 0x11, registration: null }], { picture: null, sound: "AAC (LATM)" }],
    [[{ streamType: 6, registration: "Opus" }], { picture: null, sound: "Opus" }],
    [[{ streamType: 6, registration: null }], { picture: null, sound: null }],
    [
      [0x1b, 0x24, 0x0f, 0x03, 0x81].map((streamType) => ({ streamType, registration: null })),
      { picture: null, sound: null },
    ],
  ])("has a name: %j", (tracks, unread) => {
    expect(findUnread(tracks)).toEqual(unread);
  });
});
