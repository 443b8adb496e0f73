const HEADER_BYTES = 4;
const PID_MASK = 0x1fff;
const IS_START = 0x40;
const HAS_EXTRA = 0x20;
const HAS_PAYLOAD = 0x10;

/**
 * Finds in MPEG-TS what a broken start leaves without one: the library that reads it (mediabunny 1.61.0) takes the
 * second packet of such a frame for the end of the film.
 *
 * Format: ISO/IEC 13818-1, 2.4.3.2 and 2.4.3.6.
 */
export class TransportStarts {
  /** Of each kind of packet that has carried frames, whether those that come now belong to a start. */
  readonly #isBegun = new Map<number, boolean>();

  /** Whether a packet belongs to a frame whose start is broken. Each is to be shown once, in the order of the file. */
  isWithoutStart(packet: Uint8Array): boolean {
    const [, high = 0, low = 0, flags = 0, extraBytes = 0] = packet;
    if ((flags & HAS_PAYLOAD) === 0) return false;
    const pid = ((high << 8) | low) & PID_MASK;
    if ((high & IS_START) === 0) return this.#isBegun.get(pid) === false;
    const at = HEADER_BYTES + ((flags & HAS_EXTRA) === 0 ? 0 : 1 + extraBytes);
    const isStart = packet[at] === 0 && packet[at + 1] === 0 && packet[at + 2] === 1;
    // Tables have starts of another kind, and what is scrambled has none that can be read.
    if (isStart || this.#isBegun.has(pid)) this.#isBegun.set(pid, isStart);
    return this.#isBegun.get(pid) === false;
  }
}
