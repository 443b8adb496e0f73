import { describe, expect, it } from "vitest";
import { judgeBeginning } from "../../../../lib/media/film/judge-beginning";
import { inspectMedia } from "../../../../lib/media/inspect-media";
import { bytesInMemory } from "../../../../lib/media/media-bytes";
import { judgeOutcome, type PromisedFilm } from "../../../../lib/convert/promised-film";
import { box } from "../build-mp4";
import { joinBytes, u32 } from "../join-bytes";
import { buildFilm } from "../strip/build-film";

/** A film of two seconds, whose track may have an edit list of rows: length in 600ths, begin in 600ths. */
function film(frames: number, rows: readonly (readonly [number, number])[] = [], keys?: number[]) {
  const samples = Array.from({ length: frames }, (_, at) => `frame ${at}`);
  const edits = rows.flatMap(([length, begin]) => [
    ...u32(length),
    ...u32(begin >>> 0),
    ...u32(0x1_0000),
  ]);
  const list = box("edts", box("elst", u32(0), u32(rows.length), edits));
  const bytes = buildFilm({
    tracks: [{ handler: "vide", samples, more: rows.length === 0 ? [] : [list] }],
    indexFirst: false,
  });
  return keys === undefined ? bytes : withKeys(bytes, keys);
}

/** A table of key frames takes the place of free space: the index stands behind the media. */
function withKeys(bytes: Uint8Array, keys: readonly number[]) {
  const table = box("stss", u32(0), u32(keys.length), ...keys.map(u32));
  const old = Buffer.from(bytes);
  const at = old.indexOf("stts") - 4;
  const grown = Buffer.from(joinBytes(old.subarray(0, at), table, old.subarray(at)));
  for (const type of ["moov", "trak", "mdia", "minf", "stbl"]) {
    const sizeAt = grown.indexOf(type) - 4;
    grown.writeUInt32BE(grown.readUInt32BE(sizeAt) + table.length, sizeAt);
  }
  return new Uint8Array(grown);
}

async function inspect(bytes: Uint8Array<ArrayBuffer>) {
  const result = await inspectMedia(bytesInMemory(bytes));
  if (!result.ok) throw new Error(result.refusal.code);
  return { durationMs: result.media.durationMs, flaws: result.flaws ?? [] };
}

describe("what keeps a film from going to X as it is", () => {
  it("is nothing where all of it is shown", async () => {
    expect(await inspect(film(60))).toEqual({ durationMs: 2000, flaws: [] });
    expect(await inspect(film(60, [[1200, 0]]))).toEqual({ durationMs: 2000, flaws: [] });
  });

  it("is an edit list that hides frames before or behind", async () => {
    expect(await inspect(film(60, [[600, 300]]))).toEqual({ durationMs: 1000, flaws: ["edited"] });
    expect(await inspect(film(60, [[1180, 0]]))).toMatchObject({ flaws: ["edited"] });
    expect(await inspect(film(60, [[1180, 20]]))).toMatchObject({ flaws: ["edited"] });
  });

  it("is not one that is rounded", async () => {
    expect(await inspect(film(60, [[1199, 0]]))).toMatchObject({ flaws: [] });
  });

  it("is an edit list of several pieces", async () => {
    const rows = [
      [300, 600],
      [600, 0],
    ] as const;
    expect(await inspect(film(60, rows))).toEqual({ durationMs: 1500, flaws: ["pieced"] });
  });

  it("is a beginning of nothing, which does not count as length", async () => {
    const rows = [
      [6000, -1],
      [1200, 0],
    ] as const;
    expect(await inspect(film(60, rows))).toEqual({ durationMs: 2000, flaws: ["late"] });
  });

  it("is more than 60 frames a second, of what is shown", async () => {
    expect(await inspect(film(120))).toMatchObject({ flaws: [] });
    expect(await inspect(film(200))).toMatchObject({ flaws: ["frame-rate"] });
  });

  it("is more than 512 frames from one key frame to the next, or to the end", async () => {
    const flawsOf = async (frames: number, ...keys: number[]) =>
      (await inspect(film(frames, [], keys))).flaws.filter((flaw) => flaw === "group");
    expect(await flawsOf(600, 1, 513)).toEqual([]);
    expect(await flawsOf(600, 1, 514)).toEqual(["group"]);
    expect(await flawsOf(600, 1, 50)).toEqual(["group"]);
  });
});

describe("the beginning of a film", () => {
  const judge = (bytes: Uint8Array<ArrayBuffer>) =>
    judgeBeginning(bytesInMemory(bytes), "video/mp4", bytes.length);

  it("says nothing before the index is there", async () => {
    expect(await judge(film(60).subarray(0, -10))).toBe("unknown");
  });

  it("says whether the film will go to X as it is", async () => {
    expect(await judge(film(60))).toBe("taken");
    expect(await judge(film(60, [[600, 300]]))).toBe("other");
  });
});

describe("the outcome of a conversion", () => {
  const promised: PromisedFilm = {
    durationMs: 2000,
    startMs: 0,
    mayLackMs: 0,
    leastFrames: 58,
    mostFrames: 62,
    hasSound: false,
    isCopied: false,
  };
  const judge = async (bytes: Uint8Array<ArrayBuffer>, change: Partial<PromisedFilm> = {}) => {
    const result = await inspectMedia(bytesInMemory(bytes));
    if (!result.ok) throw new Error(result.refusal.code);
    return judgeOutcome(bytesInMemory(bytes), result, { ...promised, ...change });
  };

  it("is right where length, frames and tracks are those that were promised", async () => {
    expect(await judge(film(60))).toBeNull();
    expect(await judge(film(60), { durationMs: 2090 })).toBeNull();
  });

  it.each([
    ["too short", { durationMs: 2150 }, "WrongLength"],
    ["too long", { durationMs: 1850 }, "WrongLength"],
    ["without its sound", { hasSound: true }, "NoSound"],
    ["of too few frames", { leastFrames: 70, mostFrames: 80 }, "WrongFrames"],
    ["of too many frames", { leastFrames: 1, mostFrames: 40 }, "WrongFrames"],
  ] as const)("is wrong where it is %s", async (_name, change, broken) => {
    expect(await judge(film(60), change)).toBe(broken);
  });

  it("may be shorter where it was trimmed, and never longer", async () => {
    expect(await judge(film(60), { durationMs: 2900, mayLackMs: 1000 })).toBeNull();
    expect(await judge(film(60), { durationMs: 1850, mayLackMs: 1000 })).toBe("WrongLength");
  });
});
