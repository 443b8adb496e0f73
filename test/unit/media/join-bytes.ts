/** Bytes, or Latin-1 text that stands for them. */
export type BytePart = string | readonly number[] | Uint8Array;

/** Puts parts of a file together. */
export function joinBytes(...parts: readonly BytePart[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    Buffer.concat(
      parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : toBytes(part))),
    ),
  );
}

/** Large parts are taken as they are: going over them byte by byte takes long. */
function toBytes(part: Exclude<BytePart, string>): Uint8Array {
  return part instanceof Uint8Array ? part : Uint8Array.from(part);
}

/** A number in 16 bits, most significant byte first. */
export function u16(value: number): number[] {
  return [(value >>> 8) & 0xff, value & 0xff];
}

/** A number in 32 bits, most significant byte first. */
export function u32(value: number): number[] {
  return [...u16(value >>> 16), ...u16(value)];
}

/** A number in 64 bits, most significant byte first. */
export function u64(value: number): number[] {
  return [...u32(Math.floor(value / 2 ** 32)), ...u32(value % 2 ** 32)];
}

/** A number in 16 bits, least significant byte first. */
export function u16le(value: number): number[] {
  return u16(value).toReversed();
}

/** A number in 32 bits, least significant byte first. */
export function u32le(value: number): number[] {
  return u32(value).toReversed();
}

/** Bits packed into bytes from the least significant one up, as GIF and WEBP do; `[value, width]`. */
export function packBits(fields: readonly (readonly [value: number, width: number])[]): number[] {
  const bits = fields.flatMap(([value, width]) =>
    Array.from({ length: width }, (_, bit) => (value >>> bit) & 1),
  );
  return Array.from({ length: Math.ceil(bits.length / 8) }, (_, index) =>
    bits.slice(index * 8, index * 8 + 8).reduce((byte, bit, place) => byte | (bit << place), 0),
  );
}
