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
const BOX_HEADER_BYTES = 8;

/** Builds `ftyp`, with the brand also among the compatible ones unless those are given. */
export function ftyp(brand: string, compatibleBrands: readonly string[] = [brand]) {
  return box("ftyp", brand, u32(512), ...compatibleBrands);
}

/** Where the only sample of the first track lies; the others have none. */
interface OnlySample {
  readonly startByte: number;
  readonly byteCount: number;
}

/** Builds the tables of a track's samples, without a description of their coding. */
function sampleTable(sample: OnlySample | null): Uint8Array<ArrayBuffer> {
  const count = sample === null ? 0 : 1;
  const rows = (...fields: readonly number[]) => (sample === null ? [] : fields.flatMap(u32));
  return box(
    "minf",
    box(
      "stbl",
      box("stsd", u32(0), u32(0)),
      box("stts", u32(0), u32(count), rows(1, 1)),
      box("stsc", u32(0), u32(count), rows(1, 1, 1)),
      box("stsz", u32(0), u32(0), u32(count), rows(sample?.byteCount ?? 0)),
      box("stco", u32(0), u32(count), rows(sample?.startByte ?? 0)),
    ),
  );
}

/** Builds `moov`: the index of a file with the given tracks. */
export function moov(
  options: Mp4Options = {},
  sample: OnlySample | null = null,
): Uint8Array<ArrayBuffer> {
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
    ...(options.tracks ?? ["vide", "soun"]).map((handler, index) => {
      const { widthPx = 64, heightPx = 48, turned = false } = handler === "vide" ? options : {};
      const turn = [0, 1, 0, -1, 0, 0, heightPx, 0, 0x4000].flatMap((value) => u32(value << 16));
      const size = handler === "vide" ? [widthPx, heightPx] : [0, 0];
      return box(
        "trak",
        box(
          "tkhd",
          [version, 0, 0, 7],
          times,
          u32(index + 1),
          u32(0),
          headerDuration,
          Array<number>(8).fill(0),
          [...u16(0), ...u16(0), ...u16(0), ...u16(0)],
          turned ? turn : unity,
          size.flatMap((side) => u32(side << 16)),
        ),
        box(
          "mdia",
          box("hdlr", u32(0), "mhlr", handler, Array<number>(12).fill(0), [0]),
          sampleTable(index === 0 ? sample : null),
        ),
      );
    }),
    fragments === undefined
      ? []
      : box(
          "mvex",
          box("mehd", [version, 0, 0, 0], time(duration)),
          box("trex", u32(0), u32(1), Array<number>(16).fill(0)),
        ),
  );
}

/** Builds the structure of an MP4 or QuickTime file; its media data is made up and not decodable. */
export function buildMp4(options: Mp4Options = {}): Uint8Array<ArrayBuffer> {
  const { brand = "isom", indexFirst = true, mediaBytes = 40, fragments } = options;
  const data = Uint8Array.from({ length: mediaBytes }, (_, index) => (index * 37) % 256);
  const type = brand === null ? [] : ftyp(brand, options.compatibleBrands);
  if (fragments !== undefined) {
    const run = (offset: number) =>
      box(
        "moof",
        box("mfhd", u32(0), u32(1)),
        box(
          "traf",
          box("tfhd", [0, 2, 0, 0], u32(1)),
          box("trun", [0, 0, 2, 1], u32(1), u32(offset), u32(mediaBytes)),
        ),
      );
    const fragment = joinBytes(run(run(0).length + BOX_HEADER_BYTES), box("mdat", data));
    return joinBytes(type, moov(options), ...Array<Uint8Array>(fragments).fill(fragment));
  }
  const media = box("mdat", data);
  const free = box("free", [0]);
  const indexBytes = moov(options, { startByte: 0, byteCount: 0 }).length;
  const before = type.length + (indexFirst ? indexBytes : free.length) + BOX_HEADER_BYTES;
  const index = moov(options, { startByte: before, byteCount: mediaBytes });
  return indexFirst ? joinBytes(type, index, media) : joinBytes(type, free, media, index);
}
