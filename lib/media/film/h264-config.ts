import { BitReader } from "./bit-reader";

/** What a sequence parameter set of H.264 says about all frames that follow it. */
export interface H264Facts {
  /** `profile_idc`, for example 100 for High. */
  readonly profile: number;
  /** `level_idc`, ten times the level: 41 stands for 4.1. */
  readonly level: number;
  /** 0: grey, 1: 4:2:0, 2: 4:2:2, 3: 4:4:4 */
  readonly chromaFormat: number;
  readonly bitDepth: number;
  /** Whether frames may be made of two fields. */
  readonly mayInterlace: boolean;
  /** Width of a pixel by its height; 1 where nothing is said. */
  readonly pixelAspect: number;
}

/** What an `avcC` box says. */
export interface AvcConfig {
  /** How many bytes tell the size of each NAL unit. */
  readonly lengthBytes: number;
  readonly facts: H264Facts;
}

/** Those whose parameter sets tell of the colours. Source: ITU-T H.264, 7.3.2.1.1. */
const PROFILES_WITH_CHROMA = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135];
/** Sample aspect ratios 1 to 16. Source: ITU-T H.264, table E-1. */
const PIXEL_ASPECTS = [
  1,
  1,
  12 / 11,
  10 / 11,
  16 / 11,
  40 / 33,
  24 / 11,
  20 / 11,
  32 / 11,
  80 / 33,
  18 / 11,
  15 / 11,
  64 / 33,
  160 / 99,
  4 / 3,
  3 / 2,
  2,
] as const;
const EXTENDED_ASPECT = 255;

/** Reads the content of an `avcC` box; null where it makes no sense. Format: ISO/IEC 14496-15, 5.3.3.1. */
export function readAvcConfig(bytes: Uint8Array): AvcConfig | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8 || (view.getUint8(5) & 0x1f) === 0) return null;
  const end = 8 + view.getUint16(6);
  if (end > bytes.length) return null;
  const facts = readSequence(bytes.subarray(8, end));
  return facts && { lengthBytes: (view.getUint8(4) & 3) + 1, facts };
}

/** Reads a sequence parameter set, its NAL header included; null where it makes no sense. */
export function readSequence(unit: Uint8Array): H264Facts | null {
  const bits = new BitReader(withoutEscapes(unit.subarray(1)));
  const profile = bits.read(8);
  bits.read(8);
  const level = bits.read(8);
  bits.readUnsigned();
  let chromaFormat = 1;
  let bitDepth = 8;
  if (PROFILES_WITH_CHROMA.includes(profile)) {
    chromaFormat = bits.readUnsigned();
    if (chromaFormat === 3) bits.read(1);
    bitDepth = 8 + Math.max(bits.readUnsigned(), bits.readUnsigned());
    bits.read(1);
    if (bits.read(1) === 1) skipScalingLists(bits, chromaFormat);
  }
  skipFrameOrder(bits);
  bits.readUnsigned();
  bits.read(1);
  bits.readUnsigned();
  bits.readUnsigned();
  const mayInterlace = bits.read(1) === 0;
  if (mayInterlace) bits.read(1);
  bits.read(1);
  if (bits.read(1) === 1) for (let side = 0; side < 4; side += 1) bits.readUnsigned();
  const pixelAspect = bits.read(1) === 1 ? readPixelAspect(bits) : 1;
  if (bits.isExhausted || chromaFormat > 3) return null;
  return { profile, level, chromaFormat, bitDepth, mayInterlace, pixelAspect };
}

function skipScalingLists(bits: BitReader, chromaFormat: number): void {
  for (let list = 0; list < (chromaFormat === 3 ? 12 : 8); list += 1) {
    if (bits.read(1) === 0) continue;
    let next = 8;
    for (let at = 0; at < (list < 6 ? 16 : 64) && next !== 0; at += 1) {
      next = (next + bits.readSigned() + 256) % 256;
    }
  }
}

function skipFrameOrder(bits: BitReader): void {
  bits.readUnsigned();
  const kind = bits.readUnsigned();
  if (kind === 0) {
    bits.readUnsigned();
  } else if (kind === 1) {
    bits.read(1);
    bits.readSigned();
    bits.readSigned();
    // At most 255 by the standard.
    const count = Math.min(255, bits.readUnsigned());
    for (let at = 0; at < count; at += 1) bits.readSigned();
  }
}

function readPixelAspect(bits: BitReader): number {
  if (bits.read(1) === 0) return 1;
  const kind = bits.read(8);
  if (kind !== EXTENDED_ASPECT) return PIXEL_ASPECTS[kind] ?? 1;
  const width = bits.read(16);
  const height = bits.read(16);
  return width === 0 || height === 0 ? 1 : width / height;
}

/** Coders put a 3 behind each two zeros that a start code could be made of. Source: ITU-T H.264, 7.3.1. */
function withoutEscapes(bytes: Uint8Array): Uint8Array {
  return bytes.filter(
    (byte, at) => byte !== 3 || at < 2 || bytes[at - 1] !== 0 || bytes[at - 2] !== 0,
  );
}

/** Whether a stretch of a sample, from its first byte on, begins a picture that needs none before it; null: it does not tell. */
export function startsClosed(sample: Uint8Array, lengthBytes: number): boolean | null {
  let at = 0;
  while (at + lengthBytes < sample.length) {
    let unitBytes = 0;
    for (const byte of sample.subarray(at, at + lengthBytes)) unitBytes = unitBytes * 256 + byte;
    const type = (sample[at + lengthBytes] ?? 0) & 0x1f;
    if (type >= 1 && type <= 5) return type === 5;
    at += lengthBytes + unitBytes;
  }
  return null;
}
