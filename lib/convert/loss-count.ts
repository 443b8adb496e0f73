/** How many coded frames, or pieces of sound, came out of a decoder, and how many did not. */
export interface LossCount {
  shown: number;
  lost: number;
}

/** Of a film that breaks a decoder more often, nothing good will come. */
export const MAX_RESTARTS = 500;

/** A film that lacks more than this is another one than the person has seen. */
export const MAX_LOST_PART = 0.5;

/** Whether so much is lost that what is left should not go out as the film. */
export function isLargelyLost({ shown, lost }: Readonly<LossCount>): boolean {
  return lost > MAX_LOST_PART * (shown + lost);
}
