/** What is known of the way to X. */
export interface LinkModel {
  /** Milliseconds from a request to its answer, at most: as long as X took to open the upload. */
  readonly roundTripMs: number;
  /** Bytes per second of an earlier upload; null when there is none to go by. */
  readonly rememberedBytesPerSecond: number | null;
  /** How fast bytes arrived, in the order of `atMs` (epoch milliseconds). */
  readonly deliveries: readonly Delivery[];
}

/** How fast bytes arrived up to a moment. */
export interface Delivery {
  readonly atMs: number;
  readonly bytesPerSecond: number;
}

/** How long a measurement counts: as long as it, a link that has become slower is overrated. */
const MEMORY_MS = 10_000;

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
  const bytesPerSecond = (flight.deliveredBytes * 1000) / tookMs;
  const recent = link.deliveries.filter(({ atMs }) => nowMs - atMs <= MEMORY_MS && atMs <= nowMs);
  return {
    ...link,
    roundTripMs: Math.min(link.roundTripMs, tookMs),
    deliveries: [...recent, { atMs: nowMs, bytesPerSecond }],
  };
}

/**
 * The link's speed: the best of what was measured lately, since a moment without anything to send
 * looks like a slow link. Null when nothing was measured or remembered.
 */
export function estimateBytesPerSecond(link: LinkModel): number | null {
  const measured = link.deliveries.map(({ bytesPerSecond }) => bytesPerSecond);
  return measured.length > 0 ? Math.max(...measured) : link.rememberedBytesPerSecond;
}
