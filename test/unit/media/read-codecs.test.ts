import { describe, expect, it } from "vitest";
import { inspectMedia } from "../../../lib/media/inspect-media";
import { box, ftyp } from "./build-mp4";
import { type BytePart, joinBytes, u16, u32 } from "./join-bytes";
import { bytesOf } from "./bytes-of";

/** An MP4 of the given tracks, each with one sample entry. */
function mp4(...tracks: readonly (readonly ["vide" | "soun", Uint8Array | null])[]) {
  const header = box("mvhd", Array<number>(12).fill(0), u32(600), u32(1200), Array(80).fill(0));
  const trak = tracks.map(([handler, entry]) =>
    box(
      "trak",
      box("tkhd", Array<number>(76).fill(0), u32(64 << 16), u32(48 << 16)),
      box(
        "mdia",
        box("hdlr", u32(0), "mhlr", handler, Array<number>(13).fill(0)),
        entry === null ? [] : box("minf", box("stbl", box("stsd", u32(0), u32(1), entry))),
      ),
    ),
  );
  return new Blob([joinBytes(ftyp("isom"), box("moov", header, ...trak), box("mdat", [1, 2]))]);
}

const picture = (type: string, ...boxes: readonly BytePart[]) =>
  box(type, Array<number>(78).fill(0), ...boxes);
const h264 = (profile: number) => picture("avc1", box("avcC", [1, profile, 0, 31]));
const sound = (type: string, version: number, ...boxes: readonly BytePart[]) =>
  box(
    type,
    [...Array<number>(8).fill(0), ...u16(version), ...Array<number>(18).fill(0)],
    Array<number>(version === 1 ? 16 : 0).fill(0),
    ...boxes,
  );
/** `esds` with lengths in one byte, or in four as some writers do. */
function aac(objectType: number, audioObjectType: number, longLengths = false) {
  const length = (value: number) => (longLengths ? [0x80, 0x80, 0x80, value] : [value]);
  return box(
    "esds",
    u32(0),
    [3, ...length(25), 0, 1, 0],
    [4, ...length(17), objectType, ...Array<number>(12).fill(0)],
    [5, ...length(2), audioObjectType << 3, 0x10],
  );
}

const foreign = async (blob: Blob) => {
  const result = await inspectMedia(bytesOf(blob));
  if (!result.ok) throw new Error(result.refusal.code);
  return result.foreignCodec;
};

describe("codings inside an MP4", () => {
  it.each([66, 77, 88, 100])("H.264 of profile %i is X's", async (profile) => {
    expect(await foreign(mp4(["vide", h264(profile)]))).toBeUndefined();
  });

  it.each([110, 122, 244])(
    "H.264 of profile %i is not: ten bits, or more colour",
    async (profile) => {
      expect(await foreign(mp4(["vide", h264(profile)]))).toBe("avc1");
    },
  );

  it.each(["hvc1", "hev1", "av01", "vp09", "mp4v", "apch", "encv"])("%s is not", async (type) => {
    expect(await foreign(mp4(["vide", picture(type)]))).toBe(type);
  });

  it.each([
    ["AAC-LC", 0x40, 2],
    ["MPEG-2 AAC", 0x67, 2],
  ])("%s is X's, however it is written down", async (_name, objectType, audioType) => {
    for (const long of [false, true]) {
      const descriptor = aac(objectType, audioType, long);
      const entries = [
        sound("mp4a", 0, descriptor),
        sound("mp4a", 1, descriptor),
        sound("mp4a", 1, box("wave", box("frma", "mp4a"), descriptor)),
      ];
      for (const entry of entries) {
        expect(await foreign(mp4(["vide", h264(100)], ["soun", entry]))).toBeUndefined();
      }
    }
  });

  it.each([
    ["HE-AAC", sound("mp4a", 0, aac(0x40, 5)), "mp4a"],
    ["HE-AAC v2", sound("mp4a", 0, aac(0x40, 29)), "mp4a"],
    ["MP3", sound("mp4a", 0, aac(0x6b, 2)), "mp4a"],
    ["Opus", sound("Opus", 0), "Opus"],
    ["AC-3", sound("ac-3", 0), "ac-3"],
    ["uncompressed sound", sound("sowt", 1), "sowt"],
  ])("%s is not", async (_name, entry, code) => {
    expect(await foreign(mp4(["vide", h264(100)], ["soun", entry]))).toBe(code);
  });

  it("a file that does not tell is X's to judge", async () => {
    expect(await foreign(mp4(["vide", null], ["soun", null]))).toBeUndefined();
    expect(await foreign(mp4(["vide", picture("avc1")]))).toBeUndefined();
    expect(await foreign(mp4(["vide", null], ["soun", sound("mp4a", 0)]))).toBeUndefined();
  });
});
