import { deflateSync } from "node:zlib";

/** A directory's entry: its tag, its type (3: SHORT, 4: LONG), and its values. */
export type TiffEntry = readonly [tag: number, type: 3 | 4, values: readonly number[]];

/** Writes a TIFF of one directory at byte 8, with its long values behind it and then the strips. */
export function buildTiff(
  entries: readonly TiffEntry[],
  data = new Uint8Array(),
): Uint8Array<ArrayBuffer> {
  const bytesEach = { 3: 2, 4: 4 } as const;
  const longBytes = entries.reduce((sum, [, , values]) => sum + 4 * values.length, 0);
  const bytes = new Uint8Array(14 + entries.length * 12 + longBytes + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x4949_2a00);
  view.setUint32(4, 8, true);
  view.setUint16(8, entries.length, true);
  let behind = 14 + entries.length * 12;
  for (const [index, [tag, type, values]] of entries.entries()) {
    const entry = 10 + index * 12;
    view.setUint16(entry, tag, true);
    view.setUint16(entry + 2, type, true);
    view.setUint32(entry + 4, values.length, true);
    const isInside = bytesEach[type] * values.length <= 4;
    const start = isInside ? entry + 8 : behind;
    if (!isInside) {
      view.setUint32(entry + 8, behind, true);
      behind += 4 * values.length;
    }
    for (const [at, value] of values.entries()) {
      if (type === 3) view.setUint16(start + at * 2, value, true);
      else view.setUint32(start + at * 4, value, true);
    }
  }
  bytes.set(data, bytes.length - data.length);
  return bytes;
}

/** A grey picture in one strip of Deflate that holds as many zeros as one likes. */
export function buildDeflateTiff(
  widthPx: number,
  heightPx: number,
  unpackedBytes: number,
): Uint8Array<ArrayBuffer> {
  return buildStripTiff(widthPx, heightPx, 8, deflateSync(new Uint8Array(unpackedBytes)));
}

/** A grey picture of 8 bits in one strip. */
export function buildStripTiff(
  widthPx: number,
  heightPx: number,
  compression: number,
  strip: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const entries = (startByte: number): TiffEntry[] => [
    [256, 4, [widthPx]],
    [257, 4, [heightPx]],
    [258, 3, [8]],
    [259, 3, [compression]],
    [262, 3, [1]],
    [273, 4, [startByte]],
    [277, 3, [1]],
    [278, 4, [heightPx]],
    [279, 4, [strip.length]],
  ];
  const startByte = buildTiff(entries(0)).length;
  return buildTiff(entries(startByte), new Uint8Array(strip));
}

/** A picture of 8 bits in strips or tiles, which lie one behind the other; the entries say the rest. */
export function buildPiecedTiff(
  pieces: readonly Uint8Array[],
  entries: readonly TiffEntry[],
  kind: "strips" | "tiles" = "strips",
): Uint8Array<ArrayBuffer> {
  const [offsets, sizes] = kind === "strips" ? [273, 279] : [324, 325];
  const data = new Uint8Array(Buffer.concat(pieces));
  const make = (dataStart: number) => {
    let at = dataStart;
    const starts = pieces.map(({ length }) => (at += length) - length);
    const lengths = pieces.map(({ length }) => length);
    const places: TiffEntry[] = [
      [258, 3, [8]],
      [offsets, 4, starts],
      [sizes, 4, lengths],
    ];
    return buildTiff([...places, ...entries], data);
  };
  return make(make(0).length - data.length);
}
