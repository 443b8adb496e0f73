/** The side of the sample that is drawn of a picture, and of the grid that is made of it. */
export const SAMPLE_PX = 32;
const GRID = 8;
const CELL_PX = SAMPLE_PX / GRID;

/** So far apart, of 255, are two pictures on average that are none of the same thing. */
const OTHER_FROM = 24;

/**
 * What a picture looks like from far away: red, green and blue of each field of a grid, as numbers from 0 to 255.
 * Size and coding change it little.
 *
 * @param pixels RGBA of a picture that was drawn onto {@link SAMPLE_PX} × {@link SAMPLE_PX}, on white
 */
export function lookOf(pixels: Uint8ClampedArray): number[] {
  const look = Array<number>(GRID * GRID * 3).fill(0);
  for (let at = 0; at < SAMPLE_PX * SAMPLE_PX; at += 1) {
    const column = Math.floor((at % SAMPLE_PX) / CELL_PX);
    const row = Math.floor(at / SAMPLE_PX / CELL_PX);
    for (let channel = 0; channel < 3; channel += 1) {
      const field = (row * GRID + column) * 3 + channel;
      look[field] = (look[field] ?? 0) + (pixels[at * 4 + channel] ?? 0) / CELL_PX ** 2;
    }
  }
  return look.map(Math.round);
}

/** Whether two looks are those of different pictures. */
export function isOtherLook(a: readonly number[], b: readonly number[]): boolean {
  const apart = a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length;
  return apart > OTHER_FROM;
}
