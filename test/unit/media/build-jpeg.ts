import { joinBytes, u16, type BytePart } from "./join-bytes";

function segment(marker: number, ...content: readonly BytePart[]): Uint8Array<ArrayBuffer> {
  const data = joinBytes(...content);
  return joinBytes([0xff, marker], u16(data.length + 2), data);
}

/** A Huffman table with one code, the bit 0, for the symbol 0. */
function oneCodeTable(tableClass: 0 | 1): BytePart[] {
  return [[tableClass << 4], [1, ...Array<number>(15).fill(0)], [0]];
}

/**
 * Builds a grey JPEG that decoders accept. `exif` goes into an APP1 segment (a thumbnail, say);
 * `progressive` only names the frame so.
 */
export function buildJpeg(
  options: {
    readonly widthPx?: number;
    readonly heightPx?: number;
    readonly exif?: Uint8Array;
    readonly progressive?: boolean;
    /** Bytes of entropy-coded data in place of the grey picture's. */
    readonly scan?: readonly number[];
  } = {},
): Uint8Array<ArrayBuffer> {
  const { widthPx = 16, heightPx = 8, exif, progressive = false } = options;
  // Two zero bits for each block: no change of brightness, end of block. A last 0 byte needs no stuffing.
  const blocks = Math.ceil(widthPx / 8) * Math.ceil(heightPx / 8);
  const scan = options.scan ?? Array<number>(Math.ceil(blocks / 4)).fill(0);
  return joinBytes(
    [0xff, 0xd8],
    segment(0xe0, "JFIF\0", [1, 1, 0], u16(1), u16(1), [0, 0]),
    exif ? segment(0xe1, "Exif\0\0", exif) : [],
    segment(0xdb, [0], Array<number>(64).fill(1)),
    segment(progressive ? 0xc2 : 0xc0, [8], u16(heightPx), u16(widthPx), [1, 1, 0x11, 0]),
    segment(0xc4, ...oneCodeTable(0)),
    segment(0xc4, ...oneCodeTable(1)),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    scan,
    [0xff, 0xd9],
  );
}
