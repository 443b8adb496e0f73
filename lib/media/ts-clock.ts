/** The clock of MPEG-TS starts anew after so many seconds. Source: ISO/IEC 13818-1: 33 bits at 90 kHz. */
export const TS_CLOCK_SECS = 2 ** 33 / 90_000;

/** How much later one time is than another on a clock that starts anew; negative: earlier. */
export function wrappedDifference(toSecs: number, fromSecs: number): number {
  const difference = (toSecs - fromSecs) % TS_CLOCK_SECS;
  if (difference > TS_CLOCK_SECS / 2) return difference - TS_CLOCK_SECS;
  return difference < -TS_CLOCK_SECS / 2 ? difference + TS_CLOCK_SECS : difference;
}
