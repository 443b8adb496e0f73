import { spaceOf } from "./space-of";

/** A moment of a film as it is read aloud: "1 min 5.3 sec". @param locale a BCP 47 tag */
export function formatFilmTime(atMs: number, locale: string): string {
  const { minutes, seconds } = partsOf(atMs);
  const space = spaceOf(locale);
  const format = (value: number, unit: "minute" | "second", digits: number) =>
    new Intl.NumberFormat(locale, {
      style: "unit",
      unit,
      unitDisplay: "short",
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
      .format(value)
      .replaceAll(" ", space);
  return `${format(minutes, "minute", 0)}${space}${format(seconds, "second", 1)}`;
}

/** The same as a clock shows it: "1:05.3". */
export function formatFilmClock(atMs: number, locale: string): string {
  const { minutes, seconds } = partsOf(atMs);
  const whole = new Intl.NumberFormat(locale, { useGrouping: false }).format(minutes);
  const rest = new Intl.NumberFormat(locale, {
    minimumIntegerDigits: 2,
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(seconds);
  return `${whole}:${rest}`;
}

/** Whole minutes, and seconds with tenths: never 60. */
function partsOf(atMs: number): { readonly minutes: number; readonly seconds: number } {
  const tenths = Math.max(0, Math.round(atMs / 100));
  return { minutes: Math.floor(tenths / 600), seconds: (tenths % 600) / 10 };
}
