import type { JobRunner } from "./job-runner";

/** What changing jobs needs beside the store. */
export interface JobControl {
  readonly runner: JobRunner;
  /** Epoch milliseconds. */
  now(): number;
}
