import { uploadLimitMs } from "../bench/bench-link";
import { median } from "../bench/median";
import type { UploadCase } from "../bench/upload-cases";
import type { SoakRound } from "./soak-round";

/** What a whole soak came to. */
export interface SoakSummary {
  readonly runs: number;
  readonly upload: UploadCase;
  /** Those that came to their end. */
  readonly rounds: readonly SoakRound[];
  readonly deaths: number;
  readonly wrong: readonly string[];
}

/** The table at the end of a soak. */
export function renderSummary({ runs, upload, rounds, deaths, wrong }: SoakSummary): string {
  const times = rounds.map(({ uploadMs }) => uploadMs / 1000);
  const both = rounds.map(({ bothMs }) => bothMs / 1000);
  const peaks = rounds.map(({ peakBytes }) => peakBytes / 1_000_000);
  const limit = (uploadLimitMs(upload.totalBytes, upload.link) / 1000).toFixed(1);
  return [
    `rounds                  ${rounds.length} of ${runs} came to their end`,
    `bytes received by X     ${rounds.length * upload.totalBytes}, equal to the site's by SHA-256`,
    `upload                  ${spread(times, "s")}; the line needs ${limit} s`,
    `of it while captured    ${spread(both, "s")}`,
    `memory of the browser   ${spread(peaks, "MB")}`,
    `deaths of the process   ${deaths}`,
    `wrong outcomes          ${wrong.length}`,
    ...wrong.map((what) => `  ${what}`),
  ].join("\n");
}

function spread(figures: readonly number[], unit: string): string {
  if (figures.length === 0) return "-";
  const [min, middle, max] = [Math.min(...figures), median(figures), Math.max(...figures)];
  const digits = unit === "s" ? 1 : 0;
  return `min ${min.toFixed(digits)}, median ${middle.toFixed(digits)}, max ${max.toFixed(digits)} ${unit}`;
}
