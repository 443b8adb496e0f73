/** What came of a film or picture. */
export interface QualityRow {
  readonly name: string;
  /** What arrived, or the code of the error that the person reads. */
  readonly outcome: string;
  readonly arrived?: Measured;
  /** Set where something else is wrong. */
  readonly fault?: string;
}

/** How what arrived compares. */
export interface Measured {
  /** To its source, in dB; null where nothing can be compared. */
  readonly psnrDb: number | null;
  /** The same for what ffmpeg makes of the source. */
  readonly ffmpegDb: number | null;
  /** The difference of colour to what the browser shows of the source. */
  readonly meanDeltaE: number;
  readonly worstDeltaE: number;
}

const MOST_BEHIND_DB = 1;
const MOST_DELTA_E = 3;

/** Whether a row keeps the targets. A file that this browser cannot decode, and says so, does. */
export function isMet({ arrived, outcome, fault }: QualityRow): boolean {
  if (fault !== undefined) return false;
  if (arrived === undefined) return outcome === "conversion-unsupported";
  const { psnrDb, ffmpegDb, meanDeltaE } = arrived;
  const isNear = psnrDb === null || ffmpegDb === null || psnrDb >= ffmpegDb - MOST_BEHIND_DB;
  return isNear && meanDeltaE <= MOST_DELTA_E;
}

/** Lines for a person to read, one a row. */
export function renderRows(rows: readonly QualityRow[]): string {
  const head = ["", "file".padEnd(22), "what arrived", "PSNR", "ffmpeg", "ΔE mean", "ΔE worst", ""];
  const cells = rows.map((row) => [
    isMet(row) ? "met" : "OVER",
    row.name,
    row.outcome,
    inDb(row.arrived?.psnrDb),
    inDb(row.arrived?.ffmpegDb),
    row.arrived?.meanDeltaE.toFixed(2) ?? "",
    row.arrived?.worstDeltaE.toFixed(2) ?? "",
    row.fault ?? "",
  ]);
  const lines = [head, ...cells];
  const widths = head.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function inDb(value: number | null | undefined): string {
  if (value === null || value === undefined) return "";
  return value === Infinity ? "same" : value.toFixed(1);
}
