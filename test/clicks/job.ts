import type { Hand } from "./hand";

/** Something that a person wants done, done by hand in a real browser. */
export interface HandJob {
  readonly name: string;
  /** More clicks than this are a fault. */
  readonly mostClicks?: number;
  /** @param begin called when all is prepared: clock and counter begin there */
  run(hand: Hand, begin: () => void): Promise<void>;
}
