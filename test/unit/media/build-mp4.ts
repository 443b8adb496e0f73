import { joinBytes, u16, u32, u64, type BytePart } from "./join-bytes";

/** One box: size, type, content. */
export function box(type: string, ...content: readonly BytePart[]): Uint8Array<ArrayBuffer> {
  const data = joinBytes(...content);
  return joinBytes(u32(data.length + 8), type, data);
}

/** One box with its size in the 64-bit form. */
export function largeBox(type: string, ...content: readonly BytePart[]): Uint8Array<ArrayBuffer> {
  const data = joinBytes(...content);
  return joinBytes(u32(1), type, u64(data.length + 16), data);
}

export interface Mp4Options {
  /** Null: no `ftyp`, as in old QuickTime files. */
  readonly brand?: string | null;
  readonly compatibleBrands?: readonly string[];
  readonly widthPx?: number;
  readonly heightPx?: number;
  /** Turned by a quarter, as a phone held upright records. */
  readonly turned?: boolean;
  readonly durationMs?: number;
  /** 1: times in 64 bits. */
  readonly version?: 0 | 1;
  readonly tracks?: readonly ("vide" | "soun")[];
  /** Where the index stands: before the media data (streaming) or after it. */
  readonly indexFirst?: boolean;
  readonly mediaBytes?: number;
  /** Fragmented: the duration stands in `mehd`, the data in fragments. */
  readonly fragments?: number;
}

const TIMESCALE = 600;

/** Builds `ftyp`, with the brand also among the compatible ones unless those are given. */
export function ftyp(brand: string, compatibleBrands: readonly string[] = [brand]) {
  return box("ftyp", brand, u32(512), ...compatibleBrands);
}

/** Builds `moov`: the index of a file with the given tracks, without sample tables. */
export function moov(options: Mp4Options = {}): Uint8Array<ArrayBuffer> {
  const { version = 0, durationMs = 2000, fragments } = options;
  const duration = Math.round((durationMs * TIMESCALE) / 1000);
  const time = version === 1 ? u64 : u32;
  const times = [...time(0), ...time(0)];
  const headerDuration = time(fragments === undefined ? duration : 0);
  const unity = [1, 0, 0, 0, 1, 0, 0, 0, 0x4000].flatMap((value) => u32(value << 16));
  return box(
    "moov",
    box(
      "mvhd",
      [version, 0, 0, 0],
      times,
      u32(TIMESCALE),
      headerDuration,
      Array<number>(80).fill(0),
    ),
    ...(options.tracks ?? ["vide", "soun"]).map((handler) => {
      const { widthPx = 64, heightPx = 48, turned = false } = handler === "vide" ? options : {};
      const turn = [0, 1, 0, -1, 0, 0, heightPx, 0, 0x4000].flatMap((value) => u32(value << 16));
      const size = handler === "vide" ? [widthPx, heightPx] : [0, 0];
      return box(
        "trak",
        box(
          "tkhd",
          [version, 0, 0, 7],
          times,
          u32(1),
          u32(0),
          headerDuration,
          Array<number>(8).fill(0),
          [...u16(0), ...u16(0), ...u16(0), ...u16(0)],
          turned ? turn : unity,
          size.flatMap((side) => u32(side << 16)),
        ),
        box("mdia", box("hdlr", u32(0), "mhlr", handler, Array<number>(12).fill(0), [0])),
      );
    }),
    fragments === undefined
      ? []
      : box(
          "mvex",
          box("mehd", [version, 0, 0, 0], time(duration)),
          box("trex", Array<number>(24).fill(0)),
        ),
  );
}

/** Builds the structure of an MP4 or QuickTime file; its media data is made up and not decodable. */
export function buildMp4(options: Mp4Options = {}): Uint8Array<ArrayBuffer> {
  const { brand = "isom", indexFirst = true, mediaBytes = 40, fragments } = options;
  const data = Uint8Array.from({ length: mediaBytes }, (_, index) => (index * 37) % 256);
  const type = brand === null ? [] : ftyp(brand, options.compatibleBrands);
  if (fragments !== undefined) {
    const fragment = joinBytes(box("moof", box("mfhd", u32(0), u32(1))), box("mdat", data));
    return joinBytes(type, moov(options), ...Array<Uint8Array>(fragments).fill(fragment));
  }
  const media = box("mdat", data);
  return indexFirst
    ? joinBytes(type, moov(options), media)
    : joinBytes(type, box("free", [0]), media, moov(options));
}
