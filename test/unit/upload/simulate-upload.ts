import { noteDelivery, unmeasuredLink } from "../../../lib/upload/link-model";
import { cutSegment, type Segment } from "../../../lib/jobs/segment-plan";
import { choosePace, decideLaunch } from "../../../lib/upload/upload-pace";

/** A way to X in a calculation: all requests under way share its bandwidth evenly. */
export interface SimulatedLink {
  readonly bytesPerSecond: number;
  readonly roundTripMs: number;
  /** Bytes per second of an earlier upload; null when there was none. */
  readonly remembered?: number | null;
}

/** What came of sending a file in calculated time. */
export interface SimulatedUpload {
  readonly segments: readonly Segment[];
  readonly tookMs: number;
  /** The file's own time on the link, and one answer. */
  readonly limitMs: number;
  readonly longestRequestMs: number;
  readonly mostInFlightBytes: number;
}

interface Flight {
  readonly segment: Segment;
  readonly launchedAtMs: number;
  readonly deliveredAtLaunch: number;
  restBytes: number;
  answerAtMs: number | null;
}

/** Sends a file by the real plan and pace, without a clock. */
export function simulateUpload(totalBytes: number, link: SimulatedLink): SimulatedUpload {
  const bytesPerMs = link.bytesPerSecond / 1000;
  let model = unmeasuredLink(link.roundTripMs, link.remembered ?? null);
  let flights: Flight[] = [];
  let lastLaunchAtMs: number | null = null;
  let nowMs = 0;
  let deliveredBytes = 0;
  let longestRequestMs = 0;
  let mostInFlightBytes = 0;
  const segments: Segment[] = [];
  const file = { totalBytes, availableBytes: totalBytes, maxSegmentBytes: null };

  for (;;) {
    let launchAtMs = Infinity;
    for (;;) {
      const segmentEnds = segments.map(({ endByte }) => endByte);
      const pace = choosePace(model, { ...file, segmentEnds });
      const inFlightBytes = flights.reduce((sum, { segment }) => sum + bytesOf(segment), 0);
      const segment = cutSegment(file, segmentEnds, pace.segmentBytes);
      const due = decideLaunch(pace, { inFlightBytes, lastLaunchAtMs }, nowMs);
      if (segment === null || due !== "now") {
        if (segment !== null && due !== null && due !== "now") launchAtMs = due;
        break;
      }
      segments.push(segment);
      flights.push({
        segment,
        launchedAtMs: nowMs,
        deliveredAtLaunch: deliveredBytes,
        restBytes: bytesOf(segment),
        answerAtMs: null,
      });
      lastLaunchAtMs = nowMs;
      mostInFlightBytes = Math.max(mostInFlightBytes, inFlightBytes + bytesOf(segment));
    }
    if (flights.length === 0) {
      const limitMs = totalBytes / bytesPerMs + link.roundTripMs;
      return { segments, tookMs: nowMs, limitMs, longestRequestMs, mostInFlightBytes };
    }
    const sending = flights.filter(({ answerAtMs }) => answerAtMs === null);
    const least = Math.min(...sending.map(({ restBytes }) => restBytes));
    const sentAtMs =
      sending.length === 0 ? Infinity : nowMs + (least * sending.length) / bytesPerMs;
    const answerAtMs = Math.min(...flights.map((flight) => flight.answerAtMs ?? Infinity));
    const nextMs = Math.min(sentAtMs, answerAtMs, launchAtMs);
    const movedBytes = ((nextMs - nowMs) * bytesPerMs) / Math.max(1, sending.length);
    nowMs = nextMs;
    for (const flight of sending) {
      flight.restBytes -= movedBytes;
      if (flight.restBytes < 0.5) flight.answerAtMs = nowMs + link.roundTripMs;
    }
    for (const flight of flights.filter((flight) => (flight.answerAtMs ?? Infinity) <= nowMs)) {
      deliveredBytes += bytesOf(flight.segment);
      longestRequestMs = Math.max(longestRequestMs, nowMs - flight.launchedAtMs);
      model = noteDelivery(
        model,
        {
          launchedAtMs: flight.launchedAtMs,
          deliveredBytes: deliveredBytes - flight.deliveredAtLaunch,
        },
        nowMs,
      );
    }
    flights = flights.filter((flight) => (flight.answerAtMs ?? Infinity) > nowMs);
  }
}

function bytesOf({ startByte, endByte }: Segment): number {
  return endByte - startByte;
}
