const CLEAR_CODE = 256;
const END_CODE = 257;
const FIRST_FREE_CODE = 258;
const TABLE_SIZE = 4096;
const FIRST_CODE_BITS = 9;

/**
 * Makes a function that reads the codes of a strip of LZW and tells how many bytes each stands for, without
 * making them. It keeps the lengths of what the decoder keeps (tiff 7.1.3, `src/lzw.ts`), entries of
 * earlier strips included, so that it counts what the decoder would make of a damaged strip, too.
 *
 * @param take called with each code's bytes; what it throws ends the reading
 */
export function createLzwMeter(take: (unpackedBytes: number) => void): (piece: Uint8Array) => void {
  const lengths = new Uint32Array(TABLE_SIZE + 1).fill(1, 0, CLEAR_CODE);
  return (piece) => {
    let next = FIRST_FREE_CODE;
    let bits = FIRST_CODE_BITS;
    let old = 0;
    let at = 0;
    let held = 0;
    let heldBits = 0;
    const read = () => {
      while (heldBits < bits) {
        held = ((held << 8) | (piece[at] ?? 0)) & 0xff_ff_ff;
        at += 1;
        heldBits += 8;
      }
      heldBits -= bits;
      return at > piece.length ? END_CODE : (held >> heldBits) & (2 ** bits - 1);
    };
    for (let code = read(); code !== END_CODE; code = read()) {
      if (code === CLEAR_CODE) {
        next = FIRST_FREE_CODE;
        bits = FIRST_CODE_BITS;
        code = read();
        if (code === END_CODE) return;
        take(lengths[code] ?? 0);
      } else {
        const added = (lengths[old] ?? 0) + 1;
        take(code < next ? (lengths[code] ?? 0) : added);
        // The decoder throws there.
        if (next >= TABLE_SIZE) return;
        lengths[next] = added;
        next += 1;
        if (next === 2 ** bits - 1 && bits < 12) bits += 1;
      }
      old = code;
    }
  };
}
