import { box, ftyp } from "./build-mp4";
import { joinBytes, u16, u32, type BytePart } from "./join-bytes";

/** What is coded in a HEIC file of one picture: how to decode it, and the coded bytes. */
interface CodedPicture {
  readonly config: Uint8Array;
  readonly coded: Uint8Array;
}

/** How a HEIC file shows its coded picture. */
export interface HeicOptions {
  readonly widthPx: number;
  readonly heightPx: number;
  /** So many times beside and below itself. */
  readonly columns?: number;
  readonly rows?: number;
  /** A grid's own size, where that is not all of its tiles. */
  readonly shownWidthPx?: number;
  readonly shownHeightPx?: number;
  /** Quarters against the clock. */
  readonly turns?: number;
  /** 0: what is on top comes to the bottom; 1: left and right change places. */
  readonly mirror?: 0 | 1;
  readonly icc?: Uint8Array;
  /** As ITU-T H.273 numbers them. */
  readonly primaries?: number;
}

/** Takes the coded picture out of a file that heif-enc has written. */
function takeCoded(heic: Uint8Array): CodedPicture {
  const at = (type: string): Uint8Array => {
    const start = Buffer.from(heic).indexOf(type) - 4;
    const size = new DataView(heic.buffer, heic.byteOffset).getUint32(start);
    return heic.subarray(start + 8, start + size);
  };
  return { config: at("hvcC"), coded: at("mdat") };
}

const fullBox = (type: string, version: number, flags: number, ...content: BytePart[]) =>
  box(type, u32(version * 2 ** 24 + flags), ...content);

/** Builds a HEIC file as a phone writes it, from one of a single picture: tiles, turned, with a profile. */
export function buildHeic(heic: Uint8Array, options: HeicOptions): Uint8Array<ArrayBuffer> {
  const { widthPx, heightPx, columns = 1, rows = 1, turns, mirror, icc, primaries } = options;
  const { config, coded } = takeCoded(heic);
  const shownWidthPx = options.shownWidthPx ?? widthPx * columns;
  const shownHeightPx = options.shownHeightPx ?? heightPx * rows;
  const tiles = columns * rows;
  const isGrid = tiles > 1;
  const tileIds = Array.from({ length: tiles }, (_, index) => index + (isGrid ? 2 : 1));

  const ispe = (wide: number, high: number) => fullBox("ispe", 0, 0, u32(wide), u32(high));
  const properties = [box("hvcC", config), ispe(widthPx, heightPx)];
  const add = (property: Uint8Array<ArrayBuffer>): number => properties.push(property);
  const shown = [isGrid ? add(ispe(shownWidthPx, shownHeightPx)) : 2];
  if (icc) shown.push(add(box("colr", "prof", icc)));
  if (primaries !== undefined) {
    shown.push(add(box("colr", "nclx", u16(primaries), u16(13), u16(6), [0x80])));
  }
  if (turns !== undefined) shown.push(0x80 + add(box("irot", [turns])));
  if (mirror !== undefined) shown.push(0x80 + add(box("imir", [mirror])));
  const own: (readonly [number, readonly number[]])[] = isGrid
    ? [[1, shown], ...tileIds.map((id) => [id, [0x81, 2]] as const)]
    : [[1, [0x81, ...shown]]];

  const info = (id: number, type: string, isHidden: boolean) =>
    fullBox("infe", 2, isHidden ? 1 : 0, u16(id), u16(0), type, [0]);
  const infos = [
    ...(isGrid ? [info(1, "grid", false)] : []),
    ...tileIds.map((id) => info(id, "hvc1", isGrid)),
  ];
  const grid = joinBytes([0, 0, rows - 1, columns - 1], u16(shownWidthPx), u16(shownHeightPx));
  const build = (codedAt: number) => {
    const place = (id: number, isInside: boolean, start: number, bytes: number) =>
      joinBytes(u16(id), u16(isInside ? 1 : 0), u16(0), u16(1), u32(start), u32(bytes));
    const places = [
      ...(isGrid ? [place(1, true, 0, grid.length)] : []),
      ...tileIds.map((id) => place(id, false, codedAt, coded.length)),
    ];
    const head = joinBytes(
      ftyp("heic", ["mif1", "heic"]),
      fullBox(
        "meta",
        0,
        0,
        fullBox("hdlr", 0, 0, u32(0), "pict", u32(0), u32(0), u32(0), [0]),
        fullBox("pitm", 0, 0, u16(1)),
        fullBox("iinf", 0, 0, u16(infos.length), ...infos),
        fullBox("iloc", 1, 0, [0x44, 0], u16(places.length), ...places),
        ...(isGrid
          ? [
              box("idat", grid),
              fullBox("iref", 0, 0, box("dimg", u16(1), u16(tiles), ...tileIds.map(u16))),
            ]
          : []),
        box(
          "iprp",
          box("ipco", ...properties),
          fullBox(
            "ipma",
            0,
            0,
            u32(own.length),
            ...own.map(([id, list]) => joinBytes(u16(id), [list.length], list)),
          ),
        ),
      ),
    );
    return joinBytes(head, box("mdat", coded));
  };
  // The place of the coded bytes is written in a fixed number of bytes.
  return build(build(0).length - coded.length);
}
