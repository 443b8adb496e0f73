/** Any moment with one digit in its hour. */
const ONE_O_CLOCK_MS = 3_600_000;

/** A moment by its day and its hour: "Sat, Nov 28, 6:00 PM", "Sa., 28. Nov., 09:06". @param locale a BCP 47 tag */
export function formatMoment(atMs: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: "short",
    month: "short",
    day: "numeric",
    hour: writesZeroHours(locale) ? "2-digit" : "numeric",
    minute: "2-digit",
  }).format(atMs);
}

/** As the hour is written where it stands alone: the browser drops the zero beside a day. */
function writesZeroHours(locale: string): boolean {
  return new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: "UTC" })
    .formatToParts(ONE_O_CLOCK_MS)
    .some(({ type, value }) => type === "hour" && value.length === 2);
}
