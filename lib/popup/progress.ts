import type { Transfer } from "../jobs/attachment";

/** What is being done, in the order in which a job goes through it. */
export type ProgressStage =
  | "capturing"
  | "converting"
  | "uploading"
  | "processing"
  | "finishing"
  | "posting"
  | "checking";

/** How far something is; whatever nobody can know is null. */
export interface Progress {
  readonly stage: ProgressStage;
  /** 0 to 100; null: show that something happens, not how much. */
  readonly percent: number | null;
  readonly doneBytes: number | null;
  readonly totalBytes: number | null;
  readonly bytesPerSecond: number | null;
  readonly leftMs: number | null;
}

/** A stage of which only its name is known. */
export function progressWithoutNumbers(
  stage: ProgressStage,
  percent: number | null = null,
): Progress {
  return {
    stage,
    percent,
    doneBytes: null,
    totalBytes: null,
    bytesPerSecond: null,
    leftMs: null,
  };
}

/** The time that the rest of a transfer takes at its present speed; null while that is unknown. */
export function leftMsOf({ doneBytes, totalBytes, bytesPerSecond }: Transfer): number | null {
  if (totalBytes === null || bytesPerSecond <= 0) return null;
  return (Math.max(0, totalBytes - doneBytes) / bytesPerSecond) * 1000;
}
