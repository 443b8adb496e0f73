import { spaceOf } from "../i18n/space-of";

const UNITS = [
  { unit: "day", ms: 86_400_000 },
  { unit: "hour", ms: 3_600_000 },
  { unit: "minute", ms: 60_000 },
] as const;

/** How long ago something was: "now", "5 min. ago", "yesterday"; after a week the date. */
export function formatRelativeTime(thenMs: number, nowMs: number, locale: string): string {
  const agoMs = Math.max(0, nowMs - thenMs);
  if (agoMs >= 7 * 86_400_000) {
    return new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(thenMs);
  }
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  for (const { unit, ms } of UNITS) {
    if (agoMs < ms) continue;
    return format.format(-Math.floor(agoMs / ms), unit).replaceAll(" ", spaceOf(locale));
  }
  return format.format(0, "second");
}
