import type { PublishingPost, ScheduledPost } from "./post";

/**
 * A post that is later than this, because the browser was closed or the network was away, does not go out before
 * the person says so.
 */
export const MOST_LATE_MS = 15 * 60_000;

/** What is due for a scheduled post, by the computer's clock of this moment. */
export function judgeSchedule(
  { atMs }: Pick<ScheduledPost, "atMs">,
  nowMs: number,
): "early" | "due" | "missed" {
  if (nowMs < atMs) return "early";
  return nowMs - atMs > MOST_LATE_MS ? "missed" : "due";
}

/**
 * Whether its media, the network, a sign-in or X have taken so long that the moment of a post has passed by. One
 * whose call may have been made once is not asked about again.
 */
export function isMomentMissed(
  { scheduledAtMs, repeatsCallAtMs }: Pick<PublishingPost, "scheduledAtMs" | "repeatsCallAtMs">,
  nowMs: number,
): boolean {
  if (typeof scheduledAtMs !== "number" || repeatsCallAtMs !== null) return false;
  return judgeSchedule({ atMs: scheduledAtMs }, nowMs) === "missed";
}

/** Hours at which people read. */
const USEFUL_HOURS = [9, 12, 18, 21];

/** Sooner than this nobody needs to schedule it. */
const LEAST_AHEAD_MS = 30 * 60_000;

/**
 * The next hours worth proposing, in the time zone of this computer, each in epoch milliseconds: it knows
 * of days that have 23 or 25 hours.
 */
export function proposeTimes(nowMs: number, count: number): number[] {
  const times: number[] = [];
  for (let day = 0; times.length < count; day += 1) {
    for (const hour of USEFUL_HOURS) {
      const time = new Date(nowMs);
      time.setDate(time.getDate() + day);
      time.setHours(hour, 0, 0, 0);
      if (time.getTime() >= nowMs + LEAST_AHEAD_MS) times.push(time.getTime());
    }
  }
  return times.slice(0, count);
}

/** A moment as a field of a form holds it, in local time: `2026-11-28T18:00`. */
export function toLocalField(ms: number): string {
  const time = new Date(ms);
  const two = (value: number) => String(value).padStart(2, "0");
  const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${date}T${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** The moment that a field holds, in epoch milliseconds; null while it holds none. */
export function fromLocalField(value: string): number | null {
  const ms = /^\d{4,}-\d\d-\d\dT\d\d:\d\d/.test(value) ? new Date(value).getTime() : Number.NaN;
  return Number.isFinite(ms) ? ms : null;
}
