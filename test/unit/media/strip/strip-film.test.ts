import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesInMemory } from "../../../../lib/media/media-bytes";
import { FilmWalk } from "../../../../lib/media/strip/film-walk";
import { piecesOf, stripFilm } from "../../../../lib/media/strip/strip-film";
import { isInPlace, readPieces } from "../../../../lib/media/strip/stripped";
import { box, buildMp4 } from "../build-mp4";
import { joinBytes, u16, u32 } from "../join-bytes";
import { buildFilm, type FilmPlan } from "./build-film";
import { cleanBytes } from "./strip-file";

type Bytes = Uint8Array<ArrayBuffer>;

const SECRET = "+51.5007-000.1246/ GoPro HERO";
const PICTURE = { handler: "vide", samples: ["first frame", "second frame", "third frame"] };
const SOUND = { handler: "soun", samples: ["la", "li", "lu"] };
const textOf = (bytes: Bytes | null) => Buffer.from(bytes ?? []).toString("latin1");

/** What becomes of a film: never null, never of another size. */
async function strip(plan: FilmPlan): Promise<string> {
  const film = buildFilm(plan);
  const stripped = await stripFilm(bytesInMemory(film));
  const own = await cleanBytes(film, stripped);
  expect(own?.length).toBe(film.length);
  // Once is enough.
  expect(own && (await stripFilm(bytesInMemory(own)))).toEqual({ outcome: "clean" });
  return textOf(own);
}

describe("a film", () => {
  it("loses times and the names of devices in its headers, and keeps picture and sound", async () => {
    const named = { ...PICTURE, name: SECRET };
    const film = await strip({ tracks: [named, { ...SOUND, name: SECRET }] });
    expect(film).not.toContain("GoPro");
    expect(film).not.toContain(Buffer.from(u32(3_860_000_000)).toString("latin1"));
    expect(film).toContain("first framelasecond framelithird framelu");
  });

  it.each<[string, Partial<FilmPlan>]>([
    ["in its index", { more: [box("udta", box("\xa9xyz", u16(29), u16(0), SECRET)), u32(0)] }],
    ["in its index as XMP", { more: [box("uuid", SECRET)] }],
    ["in its index as metadata", { more: [box("meta", u32(0), box("keys", SECRET))] }],
    ["in a track", { tracks: [{ ...PICTURE, more: [box("udta", SECRET)] }, SOUND] }],
    ["behind its end", { behind: [box("uuid", SECRET)] }],
    ["in free space", { behind: [box("free", SECRET), box("skip", SECRET)] }],
    ["as a picture of its own", { behind: [box("PICT", SECRET)] }],
    ["behind its end, as no box", { behind: [SECRET] }],
    ["as another index", { behind: [box("moov", box("udta", SECRET))] }],
    ["between its samples", { between: SECRET }],
    ["between its samples, and its index comes last", { between: SECRET, indexFirst: false }],
  ])("loses what is hidden %s", async (_where, plan) => {
    const film = await strip({ tracks: [PICTURE, SOUND], ...plan });
    expect(film).not.toContain(SECRET.slice(0, 8));
    for (const sample of [...PICTURE.samples, ...SOUND.samples]) expect(film).toContain(sample);
  });

  it.each(["meta", "camm", "gpmd", "tmcd", "text", "mebx"])(
    "loses tracks of %s, and their samples in the media data",
    async (handler) => {
      for (const indexFirst of [true, false]) {
        const positions = { handler, name: SECRET, samples: [SECRET, SECRET, SECRET] };
        const film = await strip({ tracks: [PICTURE, positions, SOUND], indexFirst });
        expect(film).not.toContain("51.5007");
        expect(film).not.toContain(handler);
        for (const sample of [...PICTURE.samples, ...SOUND.samples]) expect(film).toContain(sample);
      }
    },
  );

  it("keeps the one track of pictures that a player shows", async () => {
    const hidden = { handler: "vide", isEnabled: false, samples: [SECRET] };
    const film = await strip({ tracks: [hidden, PICTURE, { ...PICTURE, samples: [SECRET] }] });
    expect(film).not.toContain("51.5007");
    for (const sample of PICTURE.samples) expect(film).toContain(sample);
    expect(await strip({ tracks: [{ ...PICTURE, isEnabled: false }] })).toContain("first frame");
  });

  it("of no hidden data is left alone", async () => {
    for (const options of [{}, { fragments: 3 }, { brand: "qt  " }, { version: 1 }] as const) {
      expect(await stripFilm(bytesInMemory(buildMp4(options)))).toEqual({ outcome: "clean" });
    }
  });

  it("loses brands that name a maker, and is of the same type then", async () => {
    const film = buildMp4({ brand: "XAVC", compatibleBrands: ["XAVC", "mp42", "iso2"] });
    const own = textOf(await cleanBytes(film, await stripFilm(bytesInMemory(film))));
    expect(own).not.toContain("XAVC");
    expect(own.slice(8, 28)).toBe("mp42\0\0\x02\0mp42mp42iso2");
  });

  it("cannot be cleaned where nobody can tell what in it is picture", async () => {
    const whole = buildFilm({ tracks: [PICTURE] });
    const outcomeOf = async (film: Bytes) => (await stripFilm(bytesInMemory(film))).outcome;
    const other = textOf(whole).replace("avc1", "jpeg");
    expect(await outcomeOf(joinBytes(other))).toBe("cannot-be-cleaned");
    expect(await outcomeOf(joinBytes(textOf(whole).replace("stsz", "what")))).toBe(
      "cannot-be-cleaned",
    );
    // Chunks that are not there have samples.
    const ownChunk = "stsc\0\0\0\0\0\0\0\x01\0\0\0\x01";
    const lateChunk = whole.slice();
    lateChunk.set([1], textOf(whole).indexOf(ownChunk) + 12);
    expect(await outcomeOf(lateChunk)).toBe("cannot-be-cleaned");
    // Without its picture it is another film.
    const withSound = textOf(buildFilm({ tracks: [PICTURE, SOUND] }));
    for (const type of ["trak", "tkhd", "mdia", "hdlr", "vide"]) {
      const broken = withSound.replace(type, "what");
      expect([type, await outcomeOf(joinBytes(broken))]).toEqual([type, "cannot-be-cleaned"]);
    }
    // And so it is without its sound.
    const soundAt = withSound.lastIndexOf("tkhd");
    const broken = `${withSound.slice(0, soundAt)}what${withSound.slice(soundAt + 4)}`;
    expect(await outcomeOf(joinBytes(broken))).toBe("cannot-be-cleaned");
    for (const length of [0, 20, 60, 200, whole.length - 1]) {
      expect(await outcomeOf(whole.slice(0, length))).toBe("cannot-be-cleaned");
    }
  });

  it("of any bytes has an outcome, and keeps its size", async () => {
    const film = buildFilm({ tracks: [PICTURE, SOUND], between: SECRET });
    await fc.assert(
      fc.asyncProperty(fc.nat(film.length - 1), fc.nat(255), async (at, value) => {
        const odd = film.slice();
        odd[at] = value;
        const own = await cleanBytes(odd, await stripFilm(bytesInMemory(odd)));
        return own === null || own.length === film.length;
      }),
      { numRuns: 500 },
    );
  });
});

describe("a film that is still coming in", () => {
  const anyPlan = fc.record({
    indexFirst: fc.boolean(),
    between: fc.constantFrom("", SECRET),
    behind: fc.constantFrom([], [box("free", SECRET)], [box("uuid", SECRET), SECRET]),
  });
  const anySteps = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 20 });

  it("is cleaned step by step just as when it is whole, and lets nothing go before", async () => {
    await fc.assert(
      fc.asyncProperty(anyPlan, anySteps, async (plan, steps) => {
        const tracks = [PICTURE, { handler: "gpmd", samples: [SECRET, SECRET] }, SOUND];
        const film = buildFilm({ ...plan, tracks });
        const whole = await cleanBytes(film, await stripFilm(bytesInMemory(film)));
        let own: Bytes = film.slice();
        let there = 0;
        const walk = new FilmWalk({
          size: film.length,
          read: (start, end) => {
            // Nothing is read that is not there.
            expect(end).toBeLessThanOrEqual(there);
            return Promise.resolve(film.slice(start, end));
          },
        });
        for (const step of [...steps, film.length]) {
          there = Math.min(there + step, film.length);
          const { patches, settledBytes } = await walk.advance(there);
          expect(settledBytes).toBeLessThanOrEqual(there);
          const pieces = piecesOf(patches, film.length).list;
          expect(isInPlace(pieces)).toBe(true);
          own = await readPieces(bytesInMemory(own), pieces, 0, film.length);
          const released = Buffer.from(own.subarray(0, settledBytes));
          expect(released.equals(Buffer.from(whole ?? []).subarray(0, settledBytes))).toBe(true);
        }
        expect(Buffer.from(own).equals(Buffer.from(whole ?? []))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("lets nothing of its media data go before its index is there", async () => {
    const film = buildFilm({ tracks: [PICTURE], indexFirst: false });
    const walk = new FilmWalk(bytesInMemory(film));
    const mediaStart = textOf(film).indexOf("first");
    expect((await walk.advance(film.length - 1)).settledBytes).toBe(mediaStart);
    expect((await walk.advance(film.length)).settledBytes).toBe(film.length);
  });
});
