const CLEAR_CODE = 256;
const END_CODE = 257;
const FIRST_FREE_CODE = 258;
const TABLE_SIZE = 4096;
const FIRST_CODE_BITS = 9;
const LAST_CODE_BITS = 12;

/**
 * Unpacks LZW as TIFF has it, as far as it is whole.
 *
 * @param mostBytes what comes behind these is not read
 * Source: TIFF 6.0, section 13
 */
export function unpackLzw(piece: Uint8Array, mostBytes: number): Uint8Array {
  const out = new Uint8Array(mostBytes);
  /** Of each code where it was written out first, and how long it is. */
  const starts = new Uint32Array(TABLE_SIZE);
  const lengths = new Uint32Array(TABLE_SIZE);
  let next = FIRST_FREE_CODE;
  let bits = FIRST_CODE_BITS;
  let old = CLEAR_CODE;
  let at = 0;
  let held = 0;
  let heldBits = 0;
  let written = 0;
  while (written < mostBytes) {
    while (heldBits < bits && at < piece.length) {
      held = ((held << 8) | (piece[at] ?? 0)) & 0xff_ff_ff;
      at += 1;
      heldBits += 8;
    }
    if (heldBits < bits) break;
    heldBits -= bits;
    const code = (held >> heldBits) & (2 ** bits - 1);
    if (code === END_CODE) break;
    if (code === CLEAR_CODE) {
      next = FIRST_FREE_CODE;
      bits = FIRST_CODE_BITS;
      old = CLEAR_CODE;
      continue;
    }
    // A code that is about to be added is the one before, with its own first byte behind it.
    const isKnown = code < CLEAR_CODE || code < next;
    if (!isKnown && (code !== next || old === CLEAR_CODE)) break;
    const start = written;
    const from = isKnown ? code : old;
    if (from < CLEAR_CODE) {
      out[written] = from;
      written += 1;
    } else written = copyWithin(out, starts[from] ?? 0, lengths[from] ?? 0, written);
    if (!isKnown && written < mostBytes) {
      out[written] = out[start] ?? 0;
      written += 1;
    }
    if (old !== CLEAR_CODE && next < TABLE_SIZE) {
      // The code before, and the byte that has come behind it.
      const oldLength = old < CLEAR_CODE ? 1 : (lengths[old] ?? 0);
      starts[next] = start - oldLength;
      lengths[next] = oldLength + 1;
      next += 1;
      if (next === 2 ** bits - 1 && bits < LAST_CODE_BITS) bits += 1;
    }
    old = code;
  }
  return out.subarray(0, written);
}

/** @returns where the copy ends */
function copyWithin(out: Uint8Array, start: number, length: number, at: number): number {
  const end = Math.min(at + length, out.length);
  out.copyWithin(at, start, start + (end - at));
  return end;
}
