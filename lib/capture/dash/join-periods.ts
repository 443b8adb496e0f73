import type { ManifestPlaylist } from "mpd-parser";

/** What of a rendition lies in one period. */
export interface PeriodPart {
  /** When the period begins, in seconds. */
  readonly timeline: number;
  readonly playlist: ManifestPlaylist;
}

/** A manifest with more renditions in more periods is taken as the parser gives it. */
const MAX_LOOKS = 1_000_000;

/** A rendition, and its parts in the order of the periods. */
export interface JoinedRendition {
  readonly playlist: ManifestPlaylist;
  readonly parts: readonly PeriodPart[];
}

/**
 * Joins what belongs together over the periods of a manifest: the parser does so only where all periods have the same
 * base address, and gives others, such as those of advertisements, as if they were further qualities. A period in which
 * a rendition has no part is filled with the one that is nearest in size, then in bandwidth.
 *
 * @param own the renditions that are wanted, such as those of one language
 * @param all what may fill the periods; in it stand the renditions themselves
 * @returns those of which there is most; the others only fill periods
 */
export function joinPeriods(
  own: readonly ManifestPlaylist[],
  all: readonly ManifestPlaylist[],
): JoinedRendition[] {
  const periods = new Map<number, ManifestPlaylist[]>();
  const timelinesOf = new Map(all.map((playlist) => [playlist, listTimelines(playlist)]));
  for (const [playlist, own] of timelinesOf) {
    for (const timeline of own) {
      const there = periods.get(timeline);
      if (there === undefined) periods.set(timeline, [playlist]);
      else there.push(playlist);
    }
  }
  const timelines = [...periods.keys()].toSorted((a, b) => a - b);
  if (timelines.length < 2 || own.length * timelines.length * all.length > MAX_LOOKS) {
    return own.map((playlist) => ({ playlist, parts: [{ timeline: 0, playlist }] }));
  }
  const lengths = new Map(
    timelines.map((timeline, at) => {
      const next = timelines[at + 1];
      const secs = next === undefined ? lastSecs(periods.get(timeline) ?? []) : next - timeline;
      return [timeline, secs];
    }),
  );
  const coverOf = (playlist: ManifestPlaylist) =>
    (timelinesOf.get(playlist) ?? []).reduce((sum, one) => sum + (lengths.get(one) ?? 0), 0);
  const [main] = all.toSorted((a, b) => coverOf(b) - coverOf(a));
  const nameOf = (playlist: ManifestPlaylist) => timelinesOf.get(playlist)?.join(" ");
  return own
    .filter((playlist) => main !== undefined && nameOf(playlist) === nameOf(main))
    .map((playlist) => ({
      playlist,
      parts: timelines.map((timeline) => {
        const fitting = periods.get(timeline) ?? [];
        const isThere = fitting.includes(playlist);
        return { timeline, playlist: isThere ? playlist : nearest(playlist, fitting) };
      }),
    }));
}

/** The periods in which a rendition has a part, in their order. */
function listTimelines({ segments = [], timeline = 0 }: ManifestPlaylist): number[] {
  if (segments.length === 0) return [timeline];
  return [...new Set(segments.map((segment) => segment.timeline))];
}

/** How long the last period is: the next one's start tells it of the others. */
function lastSecs(playlists: readonly ManifestPlaylist[]): number {
  const lengths = playlists.map(({ segments = [], sidx }) =>
    segments.reduce((sum, { duration }) => sum + (duration || 0), sidx?.duration ?? 0),
  );
  return Math.max(0, ...lengths);
}

function nearest(to: ManifestPlaylist, playlists: readonly ManifestPlaylist[]): ManifestPlaylist {
  const pixelsOf = ({ attributes: { RESOLUTION: size } }: ManifestPlaylist) =>
    size === undefined ? 0 : size.width * size.height;
  const bitsOf = ({ attributes: { BANDWIDTH = 0 } }: ManifestPlaylist) => BANDWIDTH;
  const off = (of: (playlist: ManifestPlaylist) => number, playlist: ManifestPlaylist) =>
    Math.abs(of(playlist) - of(to));
  return (
    playlists.toSorted(
      (a, b) => off(pixelsOf, a) - off(pixelsOf, b) || off(bitsOf, a) - off(bitsOf, b),
    )[0] ?? to
  );
}
