import type { LogEntry } from "../x-server/request-log";
import { uploadLimitMs } from "./bench-link";
import type { UploadResult } from "./bench-row";
import type { UploadCase } from "./upload-cases";

/** Reads from the local X's log how an upload went, the same way for every client. */
export function readUploadLog(
  client: string,
  { name, totalBytes, link }: UploadCase,
  log: readonly LogEntry[],
): UploadResult {
  const appends = log.filter(({ operation }) => operation === "append");
  const begin = log.find(({ operation, status }) => operation === "initialize" && status === 200);
  const end = log.find(({ operation, status }) => operation === "finalize" && status === 200);
  if (begin === undefined || end === undefined) throw new Error(`${client} did not upload ${name}`);
  const tookMs = end.atMs + (end.durationMs ?? 0) - begin.atMs;
  const limitMs = uploadLimitMs(totalBytes, link);
  const sentBytes = appends.reduce((sum, entry) => sum + entry.requestBytes, 0);
  return {
    client,
    upload: name,
    tookMs,
    limitMs,
    ratio: tookMs / limitMs,
    sentRatio: sentBytes / totalBytes,
    requests: log.filter(({ atMs }) => atMs >= begin.atMs && atMs <= end.atMs).length,
    polls: log.filter(({ operation }) => operation === "status").length,
    longestRequestMs: Math.max(...appends.map(({ durationMs }) => durationMs ?? 0)),
    mostAtOnce: mostAtOnce(appends),
  };
}

function mostAtOnce(entries: readonly LogEntry[]): number {
  const counts = entries.map(
    ({ atMs }) =>
      entries.filter((other) => other.atMs <= atMs && other.atMs + (other.durationMs ?? 0) > atMs)
        .length,
  );
  return Math.max(...counts);
}
