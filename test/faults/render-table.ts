/** A table as Markdown with aligned columns; a missing cell is `-`. */
export function renderTable(
  corner: string,
  columns: readonly string[],
  rows: readonly string[],
  cellOf: (row: string, column: string) => string | undefined,
): string {
  const lines = [
    [corner, ...columns],
    ...rows.map((row) => [row, ...columns.map((column) => cellOf(row, column) ?? "-")]),
  ];
  const widths = [corner, ...columns].map((_, index) =>
    Math.max(...lines.map((line) => line[index]?.length ?? 0)),
  );
  const [head, ...body] = lines.map(
    (line) => `| ${line.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(" | ")} |`,
  );
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [head, rule, ...body].join("\n");
}

/** The cells of a table that {@link renderTable} could have made, by row and column. */
export function readTable(table: string): Map<string, Map<string, string>> {
  const [head = [], , ...body] = table
    .trim()
    .split("\n")
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return new Map(
    body.map(([row = "", ...cells]) => [
      row,
      new Map(cells.map((cell, index) => [head[index + 1] ?? "", cell])),
    ]),
  );
}
