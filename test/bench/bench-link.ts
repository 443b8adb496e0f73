/** A link between the person and X, as the local X imitates it. */
export interface BenchLink {
  readonly bitsPerSecond: number;
  readonly roundTripMs: number;
}

/** Initialize, the answer to the last segment, finalize. Connections are open before the clock starts. */
const UPLOAD_ROUND_TRIPS = 3;

/** What an upload takes at least: its bytes on the link, and the round trips that cannot be avoided. */
export function uploadLimitMs(
  totalBytes: number,
  link: BenchLink,
  roundTrips: number = UPLOAD_ROUND_TRIPS,
): number {
  return transferMs(totalBytes, link) + roundTrips * link.roundTripMs;
}

/** How long bytes are on a link. */
export function transferMs(totalBytes: number, { bitsPerSecond }: BenchLink): number {
  return (totalBytes * 8 * 1000) / bitsPerSecond;
}
