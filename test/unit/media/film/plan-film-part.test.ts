import fc from "fast-check";
import { BufferSource, EncodedPacketSink, Input, MP4 } from "mediabunny";
import { beforeAll, describe, expect, it } from "vitest";
import { readFilmIndex } from "../../../../lib/media/film/film-index";
import { planFilmPart } from "../../../../lib/media/film/plan-film-part";
import { MalformedFilm } from "../../../../lib/media/strip/memory-boxes";
import { box } from "../build-mp4";
import { type BytePart, joinBytes, u16, u32, u64 } from "../join-bytes";
import { longFilm } from "./long-film";

const SECS = 120;

function indexOf(film: Uint8Array<ArrayBuffer>) {
  const at = Buffer.from(film.buffer).lastIndexOf("moov") - 4;
  const index = readFilmIndex(film.slice(at, at + new DataView(film.buffer).getUint32(at)));
  if (index === null) throw new Error("The film has no index");
  return index;
}

describe("the samples of a part of a film", () => {
  let film: Uint8Array<ArrayBuffer>;
  let samples: { atSecs: number; endSecs: number; bytes: Buffer }[];

  beforeAll(async () => {
    film = await longFilm(SECS, "end");
    const input = new Input({ source: new BufferSource(film), formats: [MP4] });
    samples = [];
    for (const track of await input.getTracks()) {
      for await (const packet of new EncodedPacketSink(track).packets()) {
        const { timestamp: atSecs, duration, data } = packet;
        samples.push({ atSecs, endSecs: atSecs + duration, bytes: Buffer.from(data) });
      }
    }
  });

  it("lie in its ranges, and little else", () => {
    const index = indexOf(film);
    const moment = fc.integer({ min: 0, max: SECS * 1000 - 1000 });
    fc.assert(
      fc.property(moment, fc.integer({ min: 500, max: 40_000 }), (startMs, lengthMs) => {
        const endMs = Math.min(SECS * 1000, startMs + lengthMs);
        const plan = planFilmPart(index, { startMs, endMs }, film.length);
        expect(plan.startSecs).toBeLessThanOrEqual(startMs / 1000);
        expect(plan.endSecs).toBeGreaterThanOrEqual(endMs / 1000 - 0.07);
        const held = Buffer.concat(
          plan.ranges.map(({ startByte, endByte }) => film.subarray(startByte, endByte)),
        );
        const wanted = samples.filter(
          ({ atSecs, endSecs }) => endSecs > plan.startSecs + 0.05 && atSecs < endMs / 1000 - 1e-6,
        );
        // Looking for each takes long; the first and the last are those that may be missing.
        for (const { bytes } of [...wanted.slice(0, 2), ...wanted.slice(-2)]) {
          expect(held.includes(bytes)).toBe(true);
        }
        const neededBytes = wanted.reduce((sum, { bytes }) => sum + bytes.length, 0);
        // A gap that is cheaper to fetch than to leave out.
        expect(held.length).toBeLessThan(1.05 * neededBytes + 64 * 1024);
        for (const [at, { startByte }] of plan.ranges.entries()) {
          expect(startByte).toBeGreaterThan(plan.ranges[at - 1]?.endByte ?? 0);
        }
      }),
      { numRuns: 60 },
    );
  });
});

interface Tables {
  readonly samples: number;
  readonly sizes?: number | readonly number[];
  /** Samples in each chunk. */
  readonly inChunk?: number;
  readonly chunkOffsets: readonly number[];
  readonly isLong?: boolean;
  readonly durations?: readonly (readonly [count: number, ticks: number])[];
  readonly keys?: readonly number[];
  readonly edits?: readonly BytePart[];
}

/** An index of one track of pictures, at 10 ticks a second. */
function indexWith(tables: Tables): Uint8Array {
  const { samples, sizes = 100, inChunk = 1, chunkOffsets, isLong = false } = tables;
  const { durations = [[samples, 10]], keys, edits = [] } = tables;
  const table = box(
    "stbl",
    box("stsd", u32(0), u32(1), box("avc1", new Uint8Array(78), u16(0))),
    box("stts", u32(0), u32(durations.length), ...durations.flatMap((row) => row.map(u32))),
    box("stsc", u32(0), u32(1), u32(1), u32(inChunk), u32(1)),
    typeof sizes === "number"
      ? box("stsz", u32(0), u32(sizes), u32(samples))
      : box("stsz", u32(0), u32(0), u32(samples), ...sizes.map(u32)),
    isLong
      ? box("co64", u32(0), u32(chunkOffsets.length), ...chunkOffsets.map((at) => u64(at)))
      : box("stco", u32(0), u32(chunkOffsets.length), ...chunkOffsets.map(u32)),
    ...(keys === undefined ? [] : [box("stss", u32(0), u32(keys.length), ...keys.map(u32))]),
  );
  return box(
    "moov",
    box("mvhd", u32(0), u32(0), u32(0), u32(10), u32(0), new Uint8Array(80)),
    box(
      "trak",
      box("tkhd", [0, 0, 0, 7], u32(0), u32(0), u32(1), new Uint8Array(68)),
      ...edits,
      box(
        "mdia",
        box("mdhd", u32(0), u32(0), u32(0), u32(10), u32(0), u32(0)),
        box("hdlr", u32(0), u32(0), "vide", new Uint8Array(13)),
        box("minf", table),
      ),
    ),
  );
}

const plan = (tables: Tables, startMs: number, endMs: number, fileBytes = 1_000_000) => {
  const index = readFilmIndex(indexWith(tables));
  return index && planFilmPart(index, { startMs, endMs }, fileBytes);
};

const apart = (count: number, stepBytes: number) =>
  Array.from({ length: count }, (_, at) => 1000 + at * stepBytes);

describe("a part", () => {
  it("begins with the last key frame at or before its start", () => {
    const tables = { samples: 9, chunkOffsets: apart(9, 100_000), keys: [1, 4, 8] };
    expect(plan(tables, 4500, 6000)).toMatchObject({
      startSecs: 3,
      endSecs: 6,
      picture: { firstSample: 3, samples: 3 },
      ranges: [301_000, 401_000, 501_000].map((startByte) => ({
        startByte,
        endByte: startByte + 100,
      })),
    });
    expect(plan(tables, 3000, 3500)?.picture).toMatchObject({ firstSample: 3, samples: 1 });
  });

  it("is one range where little lies between its samples", () => {
    const tables = { samples: 9, chunkOffsets: apart(9, 60_000), keys: [1] };
    expect(plan(tables, 0, 2000)?.ranges).toEqual([{ startByte: 1000, endByte: 61_100 }]);
  });

  it("lies where an edit list shows it", () => {
    const edit = box("edts", box("elst", u32(0), u32(1), u32(0), u32(20), u32(65_536)));
    const tables = { samples: 9, chunkOffsets: apart(9, 100_000), edits: [edit] };
    // The first two seconds of the track are not shown.
    expect(plan(tables, 3000, 4000)).toMatchObject({
      startSecs: 3,
      picture: { firstSample: 5, samples: 1 },
    });
  });
});

describe("an index that makes no sense", () => {
  const two = { samples: 2, chunkOffsets: [1000, 2000] };

  it.each<[string, Tables]>([
    ["samples outside of the file", { ...two, chunkOffsets: [1000, 999_950] }],
    ["samples beyond all numbers", { ...two, isLong: true, chunkOffsets: [1000, 2 ** 53] }],
    ["a sample of 4 GiB", { ...two, sizes: [100, 0xffffffff] }],
    ["fewer places than samples", { ...two, samples: 3 }],
    ["fewer times than samples", { ...two, durations: [[1, 10]] }],
    ["more sizes than it has room for", { ...two, sizes: [100], samples: 0xffffffff }],
    ["no key frame", { ...two, keys: [] }],
  ])("is refused: %s", (_what, tables) => {
    expect(() => plan(tables, 0, 20_000)).toThrow(MalformedFilm);
  });

  it("may let samples lie over each other: each byte is fetched once", () => {
    const tables = {
      samples: 50,
      sizes: 5000,
      chunkOffsets: Array.from({ length: 50 }, () => 1000),
    };
    expect(plan(tables, 0, 50_000)?.ranges).toEqual([{ startByte: 1000, endByte: 6000 }]);
  });

  it("is refused at once where it has more rows than bytes", () => {
    const moov = indexWith(two);
    const view = new DataView(moov.buffer, moov.byteOffset);
    const at = Buffer.from(moov.buffer, moov.byteOffset, moov.length).indexOf("stco");
    view.setUint32(at + 8, 0xffffffff);
    view.setUint32(Buffer.from(moov.buffer).indexOf("stsc") + 16, 0);
    const began = performance.now();
    expect(() => readFilmIndex(moov)).toThrow(MalformedFilm);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it("never throws anything else, whatever bytes of it are changed", () => {
    const moov = indexWith({ samples: 9, chunkOffsets: apart(9, 1000), keys: [1, 4] });
    const change = fc.record({ at: fc.nat(moov.length - 1), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = joinBytes(moov);
        for (const { at, byte } of changes) changed[at] = byte;
        try {
          const index = readFilmIndex(changed);
          if (index === null) return;
          const { ranges } = planFilmPart(index, { startMs: 1000, endMs: 3000 }, 100_000);
          for (const { startByte, endByte } of ranges) {
            expect(startByte).toBeLessThan(endByte);
            expect(endByte).toBeLessThanOrEqual(100_000);
          }
        } catch (failure) {
          if (!(failure instanceof MalformedFilm)) throw failure;
        }
      }),
      { numRuns: 500 },
    );
  });

  it("costs time that grows with its samples", () => {
    const timeOf = (samples: number) => {
      const sizes = 100;
      const index = readFilmIndex(
        indexWith({ samples, sizes, inChunk: samples, chunkOffsets: [0] }),
      );
      if (index === null) throw new Error("No index");
      const began = performance.now();
      planFilmPart(index, { startMs: 0, endMs: samples * 1000 }, samples * sizes);
      return performance.now() - began;
    };
    timeOf(1000);
    const unitMs = Math.max(8, timeOf(100_000));
    expect(timeOf(1_000_000)).toBeLessThan(10 * unitMs * 4);
  });
});
