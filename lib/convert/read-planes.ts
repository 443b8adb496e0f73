import type { VideoSample } from "mediabunny";
import type { Plane } from "./scale-plane";

/** Lightness, blue and red of a frame. */
export type FramePlanes = readonly [lightness: Plane, blue: Plane, red: Plane];

/** How a format lays a frame's numbers out. */
interface PlaneFormat {
  /** How many pixels share a colour, side by side and one above the other. */
  readonly across: 1 | 2;
  readonly down: 1 | 2;
  /** Of a number; above 8 it takes two bytes, the lower one first. */
  readonly bits: 8 | 10 | 12;
  /** Blue and red stand in one plane by turns. */
  readonly isShared: boolean;
}

const BY_FOURS = { across: 2, down: 2, bits: 8, isShared: false } as const;
const BY_TWOS = { ...BY_FOURS, down: 1 } as const;
const EACH = { ...BY_TWOS, across: 1 } as const;

/** Those of frames that are opaque. Source: WebCodecs, 9.2 Pixel Format. */
const FORMATS: Readonly<Record<string, PlaneFormat>> = {
  NV12: { ...BY_FOURS, isShared: true },
  I420: BY_FOURS,
  I420P10: { ...BY_FOURS, bits: 10 },
  I420P12: { ...BY_FOURS, bits: 12 },
  I422: BY_TWOS,
  I422P10: { ...BY_TWOS, bits: 10 },
  I422P12: { ...BY_TWOS, bits: 12 },
  I444: EACH,
  I444P10: { ...EACH, bits: 10 },
  I444P12: { ...EACH, bits: 12 },
};

/** Null where the numbers are none of lightness and colour, or nobody can tell. */
function formatOf({ format, colorSpace }: VideoSample): PlaneFormat | null {
  if (format === null || colorSpace.matrix === "rgb") return null;
  return FORMATS[format] ?? null;
}

/** Whether a frame has more colours than the films that X takes: those have one for each two by two pixels. */
export function hasFineColors({ format }: VideoSample): boolean {
  const { across, down } = (format !== null && FORMATS[format]) || BY_FOURS;
  return across === 1 || down === 1;
}

/**
 * Reads a frame's planes, in 8 bits.
 *
 * @returns null for a frame that has none, such as one of red, green and blue, or a transparent one
 */
export async function readPlanes(sample: VideoSample): Promise<FramePlanes | null> {
  const format = formatOf(sample);
  if (format === null) return null;
  const { codedWidth, codedHeight } = sample;
  const copied = new Uint8Array(sample.allocationSize());
  const [y, u, v = u] = await sample.copyTo(copied);
  if (y === undefined || u === undefined || v === undefined) return null;
  const { across, down, bits, isShared } = format;
  const bytes = bits === 8 ? copied : toEightBits(copied, bits);
  const placed = ({ offset, stride }: PlaneLayout) =>
    bits === 8 ? { bytes, offset, stride } : { bytes, offset: offset / 2, stride: stride / 2 };
  const colors = {
    step: isShared ? 2 : 1,
    widthPx: Math.ceil(codedWidth / across),
    heightPx: Math.ceil(codedHeight / down),
  };
  const red = { ...placed(v), ...colors };
  return [
    { ...placed(y), step: 1, widthPx: codedWidth, heightPx: codedHeight },
    { ...placed(u), ...colors },
    isShared ? { ...red, offset: red.offset + 1 } : red,
  ];
}

function toEightBits(copied: Uint8Array<ArrayBuffer>, bits: 10 | 12): Uint8Array<ArrayBuffer> {
  const shift = bits - 8;
  const half = 1 << (shift - 1);
  const bytes = new Uint8Array(copied.length >> 1);
  for (let index = 0; index < bytes.length; index += 1) {
    const number = copied[2 * index]! + 256 * copied[2 * index + 1]!;
    bytes[index] = Math.min(255, (number + half) >> shift);
  }
  return bytes;
}
