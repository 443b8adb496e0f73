import type { StreamVariant } from "./parse-playlist";

/**
 * Chooses the best quality of a stream that fits: the most pixels, then the most bits. Where none
 * fits, the smallest. Qualities whose sound is a stream of its own are no files when put together.
 *
 * @param durationMs null while it is not known: then every quality fits
 * @returns null when there is none to choose
 */
export function chooseVariant(
  variants: readonly StreamVariant[],
  maxBytes: number,
  durationMs: number | null,
): StreamVariant | null {
  const whole = variants
    .filter(({ hasSeparateSound }) => !hasSeparateSound)
    .toSorted((a, b) => b.pixels - a.pixels || b.bitsPerSecond - a.bitsPerSecond);
  const fitting = whole.find(
    ({ bitsPerSecond }) =>
      durationMs === null || (bitsPerSecond / 8) * (durationMs / 1000) <= maxBytes,
  );
  return fitting ?? whole.at(-1) ?? null;
}
