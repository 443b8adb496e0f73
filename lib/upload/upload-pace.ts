import { estimateSpeed, type LinkModel, type LinkSpeed } from "./link-model";
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

/** One segment may take this much of a slow link's time by itself. */
const SLOW_SEGMENT_MS = 2_000;

/** All in flight together: with their answers they stay well below 20 s, even where the speed is overrated. */
const SLOW_WINDOW_MS = 10_000;

/** So long a busy worker or disk may keep the next segment from leaving without the link's being idle. */
const BRIDGED_MS = 1_000;

/** So many segments share the window at least: progress is told by them, and one is always on its way. */
const SEGMENTS_IN_WINDOW = 4;

/**
 * Chooses size and number of the segments. What the link holds between a byte's leaving and its
 * acknowledgement (bandwidth × delay) must be in flight all the time, and as much again where the
 * speed is underrated; two segments more bridge the time in which one is answered and the next begins.
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
  const boundBytes = windowBoundBytes(file.totalBytes);
  const wantedBytes = Math.min(
    speed === null ? FIRST_SEGMENT_BYTES : wantedSegmentBytes(speed, link.roundTripMs, boundBytes),
    file.maxSegmentBytes ?? Infinity,
  );
  const segmentBytes = Math.max(wantedBytes, leastSegmentBytes(file.totalBytes, file.segmentEnds));
  if (speed === null) return { segmentBytes, windowBytes: 2 * FIRST_SEGMENT_BYTES, gapMs: 0 };
  // To fill the link soon the likely speed counts; to bound how long a request lasts, the sure one.
  const { sure, likely } = speed;
  const heldBytes = heldByLink(speed, link.roundTripMs);
  const windowBytes = Math.min(
    Math.max(2 * heldBytes + 2 * segmentBytes, (likely * BRIDGED_MS) / 1000),
    (sure * SLOW_WINDOW_MS) / 1000,
    link.deliveries.length > 0 ? boundBytes : TRUSTED_WINDOW_BYTES,
  );
  // Segments that leave together share the link, and arrive together: then nothing is left to send
  // while X answers. Half their time apart, one is always on its way.
  const gapMs = (segmentBytes * 1000) / (2 * likely);
  return { segmentBytes, windowBytes: Math.floor(windowBytes), gapMs };
}

/** The most that may be in flight of a file, however fast the link is. */
export function windowBoundBytes(totalBytes: number): number {
  const shareBytes = Math.floor(totalBytes * LARGEST_WINDOW_SHARE);
  return Math.min(Math.max(shareBytes, LEAST_WINDOW_BOUND_BYTES), LARGEST_WINDOW_BYTES);
}

function wantedSegmentBytes(speed: LinkSpeed, roundTripMs: number, boundBytes: number): number {
  const most = Math.min(boundBytes / SEGMENTS_IN_WINDOW, LARGEST_SEGMENT_BYTES);
  const useful = Math.min(heldByLink(speed, roundTripMs), most);
  // Whole runs of the store: see CHUNK_BYTES.
  const wanted =
    PREFERRED_SEGMENT_BYTES * Math.max(1, Math.floor(useful / PREFERRED_SEGMENT_BYTES));
  const slowest = Math.floor((speed.sure * SLOW_SEGMENT_MS) / 1000);
  return Math.max(LEAST_SEGMENT_BYTES, Math.min(wanted, slowest));
}

function heldByLink({ likely }: LinkSpeed, roundTripMs: number): number {
  return Math.floor((likely * roundTripMs) / 1000);
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
