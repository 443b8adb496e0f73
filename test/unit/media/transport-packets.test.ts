import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesInMemory } from "../../../lib/media/media-bytes";
import { readPieces, totalPieceBytes } from "../../../lib/media/strip/stripped";
import { findPackets, listPackets, type PacketLayout } from "../../../lib/media/transport-packets";

type Kind = Pick<PacketLayout, "packetBytes" | "syncAt">;

const PLAIN: Kind = { packetBytes: 188, syncAt: 0 };
const KINDS: readonly (readonly [string, Kind])[] = [
  ["188 bytes", PLAIN],
  ["192 bytes, with a time before each", { packetBytes: 192, syncAt: 4 }],
  ["204 bytes, with check bytes behind each", { packetBytes: 204, syncAt: 0 }],
];

/** Packets whose bytes are their numbers, none of which is that of a sync byte. */
function packetsOf(count: number, { packetBytes, syncAt }: Kind): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(count * packetBytes);
  for (let index = 0; index < count; index += 1) {
    bytes.fill(1 + (index % 50), index * packetBytes, (index + 1) * packetBytes);
    bytes[index * packetBytes + syncAt] = 0x47;
  }
  return bytes;
}

const joined = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

/** What of a file is left as packets; null where it is given up. */
async function keep(bytes: Uint8Array<ArrayBuffer>, layout: PacketLayout) {
  const file = bytesInMemory(bytes);
  const packets = await listPackets(file, layout);
  if (packets === null) return null;
  const { list } = packets;
  return readPieces(file, list, 0, totalPieceBytes(list));
}

describe("the packets of a transport stream", () => {
  it.each(KINDS)("are known by their sync bytes: %s", (_name, kind) => {
    expect(findPackets(packetsOf(3, kind))).toEqual({ ...kind, startByte: 0 });
    const begun = packetsOf(8, kind).subarray(kind.syncAt + 1);
    expect(findPackets(begun)).toEqual({ ...kind, startByte: kind.packetBytes - kind.syncAt - 1 });
  });

  it("are none in a file of something else", () => {
    expect(findPackets(new Uint8Array(4096))).toBeNull();
    expect(findPackets(packetsOf(2, PLAIN))).toBeNull();
    expect(findPackets(new TextEncoder().encode("George's Gorgonzola. ".repeat(200)))).toBeNull();
  });

  it.each(KINDS)("are all there in a file that is whole: %s", async (_name, kind) => {
    const bytes = packetsOf(9000, kind);
    const loose = joined(bytes, Uint8Array.of(0x47, 1, 2));
    const packets = await listPackets(bytesInMemory(loose), { ...kind, startByte: 0 });
    expect(packets?.list).toEqual([{ kind: "keep", startByte: 0, endByte: bytes.length }]);
  });

  const before = packetsOf(20, PLAIN);
  const after = packetsOf(20, PLAIN);
  it.each<[string, Uint8Array<ArrayBuffer>, number]>([
    ["behind a byte too many", joined(before, Uint8Array.of(9), after), 40],
    ["behind a packet that lacks a byte", joined(before.subarray(0, -1), after), 39],
    ["behind zeros", joined(before, new Uint8Array(1000), after), 40],
    ["behind sync bytes that are none", joined(before, Uint8Array.of(0, 0x47, 0x47), after), 40],
    ["behind another file's head", joined(new TextEncoder().encode("head"), before), 20],
    ["behind more than is read at once", joined(before, new Uint8Array(3 << 20), after), 40],
  ])("are found again %s", async (_name, bytes, count) => {
    const left = await keep(bytes, { ...PLAIN, startByte: 0 });
    expect(left).toHaveLength(188 * count);
    expect(left?.filter((_byte, at) => at % 188 === 0).every((byte) => byte === 0x47)).toBe(true);
  });

  it("are found again wherever bytes are lost or put in, but for those around", async () => {
    const bytes = packetsOf(400, PLAIN);
    const place = fc.integer({ min: 0, max: bytes.length });
    const cut = fc.integer({ min: 0, max: 700 });
    const put = fc.uint8Array({ maxLength: 700 });
    await fc.assert(
      fc.asyncProperty(place, cut, put, async (at, cutBytes, noise) => {
        const damaged = joined(bytes.subarray(0, at), noise, bytes.subarray(at + cutBytes));
        const left = await keep(damaged, { ...PLAIN, startByte: 0 });
        const whole = 400 - Math.ceil(cutBytes / 188);
        expect((left?.length ?? 0) / 188).toBeGreaterThanOrEqual(whole - 7);
      }),
    );
  });

  it("are given up where a file is broken all over", async () => {
    const piece = joined(packetsOf(5, PLAIN), Uint8Array.of(0));
    const bytes = new Uint8Array(Buffer.concat(Array.from({ length: 10_002 }, () => piece)));
    expect(await keep(bytes, { ...PLAIN, startByte: 0 })).toBeNull();
  });
});

describe("a frame whose start is broken", () => {
  const LIST = 0;
  const PICTURE = 0x100;
  const SOUND = 0x101;
  /** A packet; `begins` are the first bytes of what begins in it. */
  const packet = (pid: number, begins: readonly number[] | null, mark = 0xaa) => {
    const bytes = new Uint8Array(188).fill(mark);
    bytes.set([
      0x47,
      (begins === null ? 0 : 0x40) | (pid >> 8),
      pid & 0xff,
      0x10,
      ...(begins ?? []),
    ]);
    return bytes;
  };
  const START = [0, 0, 1, 0xe0];
  const BROKEN = [0, 0, 9, 0xe0];
  const TABLE = [0, 0, 0xb0, 0x0d];
  const begin = [packet(LIST, TABLE), packet(PICTURE, START), packet(PICTURE, null)];

  it.each<[string, readonly Uint8Array[], readonly Uint8Array[]]>([
    ["is left out up to the next one", [packet(PICTURE, BROKEN), packet(PICTURE, null)], []],
    [
      "leaves sound beside it",
      [packet(PICTURE, BROKEN), packet(SOUND, START)],
      [packet(SOUND, START)],
    ],
    ["is none in a table", [packet(LIST, TABLE)], [packet(LIST, TABLE)]],
    ["is none where nothing has a start", [packet(SOUND, BROKEN)], [packet(SOUND, BROKEN)]],
  ])("%s", async (_name, given, wanted) => {
    const rest = [packet(PICTURE, START), packet(PICTURE, null)];
    const left = await keep(joined(...begin, ...given, ...rest), { ...PLAIN, startByte: 0 });
    expect(left).toEqual(joined(...begin, ...wanted, ...rest));
  });
});
