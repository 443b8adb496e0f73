/** What is known of the way to X. */
export interface LinkModel {
  /** Milliseconds from a request to its answer, at most: as long as X took to open the upload. */
  readonly roundTripMs: number;
  /** Bytes per second of an earlier upload; null when there is none to go by. */
  readonly rememberedBytesPerSecond: number | null;
  /** How fast bytes arrived, in the order of `atMs` (epoch milliseconds). */
  readonly deliveries: readonly Delivery[];
}

/** How fast a link is, in bytes per second. */
export interface LinkSpeed {
  /** From the first byte's leaving to the acknowledgement: never faster than the link. */
  readonly sure: number;
  /** The same without most of the wait for the answer: nearer to the link, and perhaps beyond it. */
  readonly likely: number;
}

/** How fast bytes arrived up to a moment. */
export interface Delivery {
  readonly atMs: number;
  readonly bytesPerSecond: LinkSpeed;
}

/** How long a measurement counts: as long as it, a link that has become slower is overrated. */
const MEMORY_MS = 10_000;

/**
 * So much of a round trip is taken off a flight's time to see how long its bytes were on the link. A
 * flight that took no longer than a round trip then looks four times as fast as it was seen to be, and one
 * that took many, as on a slow link, hardly faster.
 */
const ROUND_TRIP_SHARE = 3 / 4;

/** X may take its time to answer; waits beyond this say nothing about the link. */
const LONGEST_ROUND_TRIP_MS = 2_000;

/** A link of which only the time for one small call is known, and perhaps the speed of an earlier upload. */
export function unmeasuredLink(
  roundTripMs: number,
  rememberedBytesPerSecond: number | null,
): LinkModel {
  return {
    roundTripMs: Math.min(Math.max(roundTripMs, 1), LONGEST_ROUND_TRIP_MS),
    rememberedBytesPerSecond,
    deliveries: [],
  };
}

/**
 * Takes in that X has acknowledged a segment: between its first byte's leaving and its acknowledgement
 * `deliveredBytes` of it and of its neighbours were acknowledged.
 *
 * @param launchedAtMs epoch milliseconds, as `nowMs`
 */
export function noteDelivery(
  link: LinkModel,
  flight: { readonly launchedAtMs: number; readonly deliveredBytes: number },
  nowMs: number,
): LinkModel {
  const tookMs = Math.max(1, nowMs - flight.launchedAtMs);
  const roundTripMs = Math.min(link.roundTripMs, tookMs);
  const bytesPerSecond: LinkSpeed = {
    sure: (flight.deliveredBytes * 1000) / tookMs,
    likely: (flight.deliveredBytes * 1000) / (tookMs - roundTripMs * ROUND_TRIP_SHARE),
  };
  const recent = link.deliveries.filter(({ atMs }) => nowMs - atMs <= MEMORY_MS && atMs <= nowMs);
  return { ...link, roundTripMs, deliveries: [...recent, { atMs: nowMs, bytesPerSecond }] };
}

/**
 * The link's speed: the best of what was measured lately, since a moment without anything to send
 * looks like a slow link. Null when nothing was measured or remembered.
 */
export function estimateSpeed(link: LinkModel): LinkSpeed | null {
  const measured = link.deliveries.map(({ bytesPerSecond }) => bytesPerSecond);
  if (measured.length > 0) {
    return {
      sure: Math.max(...measured.map(({ sure }) => sure)),
      likely: Math.max(...measured.map(({ likely }) => likely)),
    };
  }
  const remembered = link.rememberedBytesPerSecond;
  return remembered === null ? null : { sure: remembered, likely: remembered };
}
