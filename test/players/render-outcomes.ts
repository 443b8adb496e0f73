import type { PlayerOutcome } from "./player-row";

const COLUMNS = [
  "browser",
  "player",
  "container",
  "sound",
  "live",
  "besides",
  "promised",
  "got",
  "streams",
  "bytes",
  "made",
  "outcome",
  "seconds",
  "wrong",
];

/** The outcomes as a table in Markdown with aligned columns. */
export function renderOutcomes(outcomes: readonly PlayerOutcome[]): string {
  const lines = [COLUMNS, ...outcomes.map(toCells)];
  const widths = COLUMNS.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  const [head, ...body] = lines.map(
    (line) => `| ${line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`,
  );
  return [head, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...body].join("\n");
}

/** A row in one line, while others are still to come. */
export function describeOutcome(outcome: PlayerOutcome): string {
  return toCells(outcome)
    .filter((cell) => cell !== "-")
    .join(" | ");
}

function toCells({ row, ...outcome }: PlayerOutcome): string[] {
  const { promisedSecs, gotSecs, fetchedBytes, neededBytes } = outcome;
  const besides = [
    row.subtitles === true ? "WebVTT" : "",
    row.language === undefined ? "" : `page in ${row.language}, 3 sounds`,
    row.chosen === undefined ? "" : `${row.chosen} chosen in the player, 3 sounds`,
    row.happens ?? "",
  ];
  const secs = (value: number | null) => (value === null ? "-" : `${value.toFixed(2)} s`);
  return [
    outcome.browser,
    row.construct === undefined ? `${row.player}` : "-",
    row.container,
    row.sound,
    row.live ?? "-",
    besides.filter((word) => word !== "").join(", ") || "-",
    secs(promisedSecs),
    secs(gotSecs),
    outcome.streams,
    neededBytes === 0 ? "-" : (fetchedBytes / neededBytes).toFixed(2),
    outcome.made,
    outcome.ends.join(", then ") || "-",
    (outcome.tookMs / 1000).toFixed(1) + describeWait(outcome),
    outcome.faults.join("; ") || "-",
  ];
}

/** When the film could be posted, stage by stage, beside its pieces alone. */
function describeWait({ wait }: Pick<PlayerOutcome, "wait">): string {
  if (wait === undefined) return "";
  const stages = wait.stages.map(({ name, afterMs }) => `${name} ${(afterMs / 1000).toFixed(2)}`);
  return ` (${stages.join(", ")}; pieces alone ${(wait.piecesMs / 1000).toFixed(2)})`;
}
