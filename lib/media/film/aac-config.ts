import { BitReader } from "./bit-reader";

/** Audio object types. Source: ISO/IEC 14496-3, table 1.17. */
const LOW_COMPLEXITY = 2;
const SPECTRAL_BAND_REPLICATION = 5;
const EXPLICIT_RATE = 15;
/** Behind it stands what an older decoder need not know. Source: ISO/IEC 14496-3, 1.6.5. */
const EXTENSION_MARK = 0x2b7;
/** Channel configurations with more than two. Source: ISO/IEC 14496-3, table 1.19; 0 is told elsewhere. */
const MOST_CHANNELS = 2;

/**
 * Whether a coder's configuration (`AudioSpecificConfig`) is of AAC-LC in one or two channels, which is all that X takes:
 * https://docs.x.com/x-api/media/quickstart/best-practices
 */
export function isTakenAac(config: Uint8Array): boolean {
  const bits = new BitReader(config);
  const type = bits.read(5);
  if (type !== LOW_COMPLEXITY) return false;
  if (bits.read(4) === EXPLICIT_RATE) bits.read(24);
  const channels = bits.read(4);
  if (channels > MOST_CHANNELS) return false;
  // Its own layout of channels stands in between: it is taken for plain.
  if (channels === 0) return true;
  // The length of a frame, and whether it depends on another coder, which then says by how much it is late.
  bits.read(1);
  if (bits.read(1) === 1) bits.read(14);
  bits.read(1);
  if (bits.bitsLeft < 17 || bits.read(11) !== EXTENSION_MARK) return true;
  return bits.read(5) !== SPECTRAL_BAND_REPLICATION || bits.read(1) === 0;
}
