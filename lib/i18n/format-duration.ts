import { spaceOf } from "./space-of";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/**
 * A span of time in its two largest units: "8 sec", "1 min 14 sec", "1 hr 5 min". Below a second it
 * keeps tenths ("0.3 sec"), because X's shortest video is half a second long.
 *
 * @param locale a BCP 47 tag, the language of the sentence around it
 */
export function formatDuration(durationMs: number, locale: string): string {
  const lengthMs = Math.max(0, durationMs);
  if (lengthMs < SECOND_MS) return formatUnit(Math.round(lengthMs / 100) / 10, "second", locale);
  const seconds = Math.round(lengthMs / SECOND_MS);
  const minutes = Math.floor(seconds / 60);
  const parts =
    minutes < 60
      ? ([
          [minutes, "minute"],
          [seconds % 60, "second"],
        ] as const)
      : ([
          [Math.floor(minutes / 60), "hour"],
          [minutes % 60, "minute"],
        ] as const);
  return parts
    .filter(([value]) => value > 0)
    .map(([value, unit]) => formatUnit(value, unit, locale))
    .join(spaceOf(locale));
}

/** A wait as an estimate, rounded up so that it never says "0": "8 sec", "3 min", "1 hr 5 min". */
export function formatTimeLeft(leftMs: number, locale: string): string {
  const seconds = Math.max(1, Math.ceil(leftMs / SECOND_MS));
  if (seconds < 60) return formatUnit(seconds, "second", locale);
  return formatDuration(Math.ceil(leftMs / MINUTE_MS) * MINUTE_MS, locale);
}

function formatUnit(value: number, unit: "second" | "minute" | "hour", locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" });
  return format.format(value).replaceAll(" ", spaceOf(locale));
}
