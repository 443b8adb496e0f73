import { type BenchReport, type BenchRow, isMet, type UploadResult } from "./bench-row";
import { CLIENT } from "./run-extension";
import type { UploadCase } from "./upload-cases";

/** The table of targets and what was reached, and below it how every client fared. */
export function renderReport({ rows, uploads }: BenchReport): string {
  const targets = [
    ["what", "target", "reached", "", ""],
    ...rows.map((row) => [
      row.what,
      row.target === null ? "-" : `≤ ${figure(row, row.target)}`,
      figure(row, row.reached),
      row.target === null ? "" : isMet(row) ? "met" : "MISSED",
      row.note ?? "",
    ]),
  ];
  const clients = [
    ["upload", "client", "× limit", "ms", "sent ÷ file", "requests", "at once", "longest", "polls"],
    ...uploads.map((upload) => [
      upload.upload,
      upload.client,
      upload.ratio.toFixed(2),
      upload.tookMs.toFixed(0),
      upload.sentRatio.toFixed(3),
      String(upload.requests),
      String(upload.mostAtOnce),
      `${(upload.longestRequestMs / 1000).toFixed(1)} s`,
      String(upload.polls),
    ]),
  ];
  return `${align(targets)}\n\n${uploads.length > 0 ? align(clients) : ""}\n`;
}

/** What the extension's uploads say about the targets. */
export function rowsOfUploads(
  uploads: readonly UploadResult[],
  cases: readonly UploadCase[],
): BenchRow[] {
  const of = (client: string) => uploads.filter((upload) => upload.client === client);
  const ours = of(CLIENT.stored);
  const caseOf = ({ upload }: UploadResult) => cases.find(({ name }) => name === upload);
  const rows = ours.map((upload) =>
    uploadRow(upload, `upload ${upload.upload}`, caseOf(upload)?.target ?? null),
  );
  const coming = of(CLIENT.coming).flatMap((upload) => {
    const wanted = caseOf(upload)?.coming;
    return wanted === undefined ? [] : [uploadRow(upload, wanted.what, wanted.target)];
  });
  if (ours.length === 0) return coming;
  return [
    ...rows,
    ...coming,
    {
      what: "longest request",
      unit: "s",
      target: 20,
      reached: Math.max(...ours.map(({ longestRequestMs }) => longestRequestMs)) / 1000,
    },
    {
      what: "bytes sent ÷ bytes of the file",
      unit: "ratio",
      target: 1.01,
      reached: Math.max(...ours.map(({ sentRatio }) => sentRatio)),
    },
  ];
}

function uploadRow(
  { ratio, tookMs, limitMs }: UploadResult,
  what: string,
  target: number | null,
): BenchRow {
  const note = `${tookMs.toFixed(0)} ms, the limit is ${limitMs.toFixed(0)} ms`;
  return { what, unit: "× limit", target, reached: ratio, note };
}

function figure({ unit }: BenchRow, value: number): string {
  switch (unit) {
    case "× limit":
    case "× longer":
    case "× empty":
    case "× ffmpeg":
      return `${value.toFixed(2)} ${unit}`;
    case "ratio":
      return value.toFixed(3);
    case "count":
      return String(value);
    case "KB":
    case "MB":
    case "s":
      return `${value.toFixed(1)} ${unit}`;
    case "ms":
      return `${value.toFixed(0)} ${unit}`;
  }
}

function align(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "))
    .map((line) => line.trimEnd())
    .join("\n");
}
