import type { Random } from "../chaos/random";

type Bytes = Uint8Array<ArrayBuffer>;

/** Changes a file in one to four places, as broken programs and hostile people do. */
export function mutate(bytes: Bytes, random: Random): Bytes {
  let mutated = bytes;
  for (let left = random.between(1, 4); left > 0 && mutated.length >= 8; left -= 1) {
    mutated = mutateOnce(mutated, random);
  }
  return mutated;
}

/** So many bytes hold the headers, where most goes wrong. */
const HEADER_BYTES = 512;

function mutateOnce(bytes: Bytes, random: Random): Bytes {
  const end = random.chance(0.5) ? Math.min(bytes.length, HEADER_BYTES) : bytes.length;
  const at = random.between(0, end - 1);
  const length = random.between(1, 64);
  const anyByte = () => random.between(0, 255);
  switch (random.between(0, 6)) {
    case 0:
      return withBytes(bytes, at, [(bytes[at] ?? 0) ^ (1 << random.between(0, 7))]);
    case 1:
      return withBytes(bytes, at, [anyByte()]);
    case 2: {
      // What lengths and sizes go wrong with.
      const value = random.pick([0, 1, 0x7f, 0x80, 0xff]);
      return withBytes(bytes, at, Array<number>(random.between(1, 4)).fill(value));
    }
    case 3:
      return bytes.slice(0, at);
    case 4:
      return joined(bytes.subarray(0, at), bytes.subarray(at + length));
    case 5:
      return joined(bytes.subarray(0, at + length), bytes.subarray(at));
    default:
      return joined(
        bytes.subarray(0, at),
        Uint8Array.from(random.times(length, anyByte)),
        bytes.subarray(at),
      );
  }
}

function withBytes(bytes: Bytes, at: number, values: readonly number[]): Bytes {
  const changed = bytes.slice();
  changed.set(values.slice(0, bytes.length - at), at);
  return changed;
}

function joined(...parts: readonly Uint8Array[]): Bytes {
  return new Uint8Array(Buffer.concat(parts));
}
