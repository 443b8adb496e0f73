/** Entries of one calendar day, in the order given. */
export interface DayGroup<Entry> {
  /** Local midnight, epoch milliseconds: the same for all entries of a day. */
  readonly dayMs: number;
  readonly entries: readonly Entry[];
}

/** Gathers neighbours that fall on the same day of the person's own calendar. */
export function groupByDay<Entry>(
  entries: readonly Entry[],
  timeOf: (entry: Entry) => number,
): DayGroup<Entry>[] {
  const groups: { dayMs: number; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const dayMs = startOfDay(timeOf(entry));
    const last = groups.at(-1);
    if (last?.dayMs === dayMs) last.entries.push(entry);
    else groups.push({ dayMs, entries: [entry] });
  }
  return groups;
}

/** The local midnight before a moment, epoch milliseconds. */
export function startOfDay(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0);
}

/** How many midnights lie between a day and now: 0 for today, 1 for yesterday. */
export function daysAgo(dayMs: number, nowMs: number): number {
  // Days are 23 to 25 hours long where clocks are changed.
  return Math.round((startOfDay(nowMs) - dayMs) / 86_400_000);
}
