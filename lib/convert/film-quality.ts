import { Quality, QUALITY_HIGH } from "mediabunny";

/** The library gives fewer bits to anything smaller. */
const MEASURED_PX = 640 * 480;
const LEAST_BITS_PER_SECOND = 1_000_000;

/**
 * How well a film is coded. By its size alone a small one would get so few bits (54 kbit/s for 160 × 90) that whatever
 * moves in it is lost; a megabit a second costs little.
 */
export function filmQuality(widthPx: number, heightPx: number): Quality {
  return widthPx * heightPx < MEASURED_PX
    ? new Quality({ bitrate: LEAST_BITS_PER_SECOND })
    : QUALITY_HIGH;
}
