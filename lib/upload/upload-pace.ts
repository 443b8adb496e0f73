import { estimateSpeed, type LinkModel } from "./link-model";
import {
  LEAST_SEGMENT_BYTES,
  leastSegmentBytes,
  PREFERRED_SEGMENT_BYTES,
} from "../jobs/segment-plan";

/** How a file is sent over a link as it is now. */
export interface Pace {
  /** Of the next segment. */
  readonly segmentBytes: number;
  /** At most this much may be without an answer; one segment always may. */
  readonly windowBytes: number;
  /** How long after a segment's launch the next one has to wait, in milliseconds. */
  readonly gapMs: number;
}

/** 4 MiB: the largest that X's own sample code sends. Source: X's chunked upload guide, `CHUNK_SIZE`. */
export const LARGEST_SEGMENT_BYTES = 4 * 1024 * 1024;

/** Three segments of the largest file that X takes (16 GiB in 1000) fit. */
export const LARGEST_WINDOW_BYTES = 52 * 1024 * 1024;

/**
 * What is in flight when the worker dies is sent again: at most an eleventh of the file, or 5.5 MiB
 * where that is more. So much keeps 400 Mbit/s busy at 100 ms.
 */
const LARGEST_WINDOW_SHARE = 1 / 11;
const LEAST_WINDOW_BOUND_BYTES = 5.5 * 1024 * 1024;

/**
 * Before anything is measured: two of these. One alone would leave the link idle while X answers, and
 * two of the preferred size would last 34 s at 0.5 Mbit/s.
 */
const FIRST_SEGMENT_BYTES = PREFERRED_SEGMENT_BYTES / 2;

/** While only an earlier upload vouches for the speed, which may have been made over another link. */
const TRUSTED_WINDOW_BYTES = 4 * PREFERRED_SEGMENT_BYTES;

/** So much of the link's time is in flight: enough for an X that answers within a second. */
const WINDOW_MS = 1_250;

/** So many segments share the window at least: one is always on its way while others are answered or read. */
const SEGMENTS_IN_WINDOW = 5;

/** The window of the slowest links: with their answers all in it stay well below 20 s, even where the speed is overrated. */
const SLOW_WINDOW_MS = 10_000;

/**
 * Chooses size and number of the segments: a little more than a second of the link in flight, in five
 * segments or more. A window that follows bandwidth × delay was no faster over any link of the bench.
 *
 * @param file how much of it is cut already, and the largest segment that X has not refused (null: none refused)
 */
export function choosePace(
  link: LinkModel,
  file: {
    readonly totalBytes: number;
    readonly segmentEnds: readonly number[];
    readonly maxSegmentBytes: number | null;
  },
): Pace {
  const speed = estimateSpeed(link);
  const linkBytes = speed === null ? 0 : (speed.sure * WINDOW_MS) / 1000;
  const boundBytes =
    link.deliveries.length > 0 ? windowBoundBytes(file.totalBytes) : TRUSTED_WINDOW_BYTES;
  const wantedBytes =
    speed === null ? FIRST_SEGMENT_BYTES : wantedSegmentBytes(Math.min(linkBytes, boundBytes));
  const segmentBytes = Math.max(
    Math.min(wantedBytes, file.maxSegmentBytes ?? Infinity),
    leastSegmentBytes(file.totalBytes, file.segmentEnds),
  );
  if (speed === null) return { segmentBytes, windowBytes: 2 * FIRST_SEGMENT_BYTES, gapMs: 0 };
  const windowBytes = Math.min(
    Math.max(linkBytes, SEGMENTS_IN_WINDOW * segmentBytes),
    (speed.sure * SLOW_WINDOW_MS) / 1000,
    boundBytes,
  );
  // Segments that leave together share the link, and arrive together: then nothing is left to send
  // while X answers. Half their time apart, one is always on its way.
  const gapMs = (segmentBytes * 1000) / (2 * speed.likely);
  return { segmentBytes, windowBytes: Math.floor(windowBytes), gapMs };
}

/** The most that may be in flight of a file, however fast the link is. */
export function windowBoundBytes(totalBytes: number): number {
  const shareBytes = Math.floor(totalBytes * LARGEST_WINDOW_SHARE);
  return Math.min(Math.max(shareBytes, LEAST_WINDOW_BOUND_BYTES), LARGEST_WINDOW_BYTES);
}

function wantedSegmentBytes(windowBytes: number): number {
  const bytes = Math.min(Math.floor(windowBytes / SEGMENTS_IN_WINDOW), LARGEST_SEGMENT_BYTES);
  // Whole runs of the store where it is one or more: see CHUNK_BYTES.
  const runs = Math.floor(bytes / PREFERRED_SEGMENT_BYTES);
  return Math.max(LEAST_SEGMENT_BYTES, runs === 0 ? bytes : runs * PREFERRED_SEGMENT_BYTES);
}

/** What an upload has on its way. */
export interface Flights {
  readonly inFlightBytes: number;
  /** Epoch milliseconds; null before the first launch. */
  readonly lastLaunchAtMs: number | null;
}

/**
 * Whether the next segment may leave: at once, at a moment (epoch milliseconds), or not before
 * something is answered (null).
 */
export function decideLaunch(pace: Pace, flights: Flights, nowMs: number): "now" | number | null {
  const { inFlightBytes, lastLaunchAtMs } = flights;
  if (inFlightBytes === 0 || lastLaunchAtMs === null) return "now";
  if (inFlightBytes + pace.segmentBytes > pace.windowBytes) return null;
  const dueAtMs = Math.ceil(lastLaunchAtMs + pace.gapMs);
  return dueAtMs <= nowMs || lastLaunchAtMs > nowMs ? "now" : dueAtMs;
}

/** Before anything is measured, a link of 12 KB/s (as bytes per millisecond) is waited for. */
const SLOWEST_BYTES_PER_MS = 12;

/** However slow a link is, X itself may take this long. */
const LEAST_PATIENCE_MS = 15_000;
const LEAST_UNKNOWN_PATIENCE_MS = 60_000;

/**
 * How long nothing at all may be acknowledged before a request counts as unanswered, in
 * milliseconds: several times what the bytes in flight need at the measured speed. Any
 * acknowledgement begins the time anew, so that no upload has a total time.
 */
export function patienceMs(link: LinkModel, inFlightBytes: number): number {
  const speed = estimateSpeed(link);
  if (link.deliveries.length === 0 || speed === null) {
    return Math.max(LEAST_UNKNOWN_PATIENCE_MS, inFlightBytes / SLOWEST_BYTES_PER_MS);
  }
  const expectedMs = (inFlightBytes * 1000) / Math.max(1, speed.sure) + link.roundTripMs;
  return Math.max(LEAST_PATIENCE_MS, 4 * expectedMs);
}

/** So many segments that left later and are acknowledged tell that a request is lost. */
export const OVERTAKEN_BY = 8;
