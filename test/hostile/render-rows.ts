import type { Asked, HostileRow } from "./run-row";

const COLUMNS = ["offer", "site", "asked", "prompts", "outcome", "reached X", "rules broken"];

/** The rows as a table in Markdown with aligned columns. */
export function renderRows(rows: readonly HostileRow[]): string {
  const lines = [
    COLUMNS,
    ...rows.map((row) => [
      row.offer,
      row.site,
      describeAsked(row.asked),
      String(row.prompts),
      row.error ?? "ready",
      row.received.join(", ") || "-",
      [...new Set(row.faults)].join("; ") || "-",
    ]),
  ];
  const widths = COLUMNS.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  const [head, ...body] = lines.map(
    (line) => `| ${line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`,
  );
  return [head, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...body].join("\n");
}

function describeAsked(asked: readonly Asked[]): string {
  const counts = new Map<string, number>();
  for (const { host, path, hasCookies, referer } of asked) {
    const told = [hasCookies ? "cookies" : "", referer === undefined ? "" : `Referer ${referer}`];
    const manner = told.filter((one) => one !== "").join(", ") || "plainly";
    const name = `${host}${path.split("?", 1)[0]} ${manner}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const words = [...counts].map(([name, times]) => (times === 1 ? name : `${name} ×${times}`));
  return words.join(", ") || "-";
}
