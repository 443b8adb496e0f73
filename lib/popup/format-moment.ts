/** A moment by its day and its hour: "Sat, Nov 28, 6:00 PM". */
export function formatMoment(atMs: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: "short",
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
  }).format(atMs);
}
