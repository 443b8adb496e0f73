/** One line of the table: what was wanted, and what came of it. */
export interface BenchRow {
  readonly what: string;
  readonly unit:
    | "× limit"
    | "× longer"
    | "× empty"
    | "× ffmpeg"
    | "ms"
    | "KB"
    | "MB"
    | "ratio"
    | "s"
    | "count";
  /** At most; null where nothing was asked for and the figure only informs. */
  readonly target: number | null;
  readonly reached: number;
  /** How the figure came about, in a few words. */
  readonly note?: string;
}

/** Whether a row keeps its target. */
export function isMet({ target, reached }: BenchRow): boolean {
  return target === null || reached <= target;
}

/** How one client fared with one file over one link. */
export interface UploadResult {
  readonly client: string;
  readonly upload: string;
  /** Time over the limit's. */
  readonly ratio: number;
  readonly tookMs: number;
  readonly limitMs: number;
  readonly sentRatio: number;
  readonly requests: number;
  readonly polls: number;
  readonly longestRequestMs: number;
  readonly mostAtOnce: number;
}

/** All that a run has found. */
export interface BenchReport {
  readonly rows: readonly BenchRow[];
  readonly uploads: readonly UploadResult[];
}
