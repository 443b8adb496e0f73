/** How many coded frames, or pieces of sound, came out of a decoder, and how many did not. */
export interface LossCount {
  shown: number;
  lost: number;
}

/** A film may break decoders more often than this only where most of it can be shown. */
const MAX_RESTARTS = 500;

/** A film that lacks more than this is another one than the person has seen. */
export const MAX_LOST_PART = 0.5;

/** Whether so much is lost that what is left should not go out as the film. */
export function isLargelyLost({ shown, lost }: Readonly<LossCount>): boolean {
  return lost > MAX_LOST_PART * (shown + lost);
}

/** Whether opening one more decoder, after so many, is not worth it. */
export function isHopeless(restarts: number, count: Readonly<LossCount>): boolean {
  return restarts > MAX_RESTARTS && isLargelyLost(count);
}
