import { readdirSync, readFileSync } from "node:fs";
import type { CDPSession } from "playwright-core";

/** The browser's own process, which has started all of its others. */
export async function browserPid(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const found = processInfo.find(({ type }) => type === "browser");
  if (found === undefined) throw new Error("The browser did not tell its process id.");
  return found.id;
}

/**
 * The memory of the process and all that it started, by kind, in bytes; what they share counts once. Left out is the
 * program itself, as it lies in its files: another browser that begins or ends beside this one halves or doubles
 * what each has of it, by 100 MB and more.
 */
export function readBytesByKind(rootPid: number): ReadonlyMap<string, number> {
  const byKind = new Map<string, number>();
  for (const { pid, kind } of listProcesses(rootPid)) {
    const rollup = readOrEmpty(`/proc/${pid}/smaps_rollup`);
    const bytes = kiloBytesOf(rollup, "Pss_Anon") * 1024 + kiloBytesOf(rollup, "Pss_Shmem") * 1024;
    byKind.set(kind, (byKind.get(kind) ?? 0) + bytes);
  }
  return byKind;
}

/** @param rollup what Linux tells of a process; @returns 0 where it tells nothing of the field */
function kiloBytesOf(rollup: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(rollup)?.[1] ?? 0);
}

/** The memory of all kinds together. */
export function sumOf(byKind: ReadonlyMap<string, number>): number {
  return [...byKind.values()].reduce((sum, bytes) => sum + bytes, 0);
}

/** The process and all that it started, by what Chromium calls their kind, such as "extension". Linux only. */
export function listProcesses(
  rootPid: number,
): readonly { readonly pid: number; readonly kind: string }[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const stat = readOrEmpty(`/proc/${name}/stat`);
    const parent = Number(/\) \S (\d+)/.exec(stat)?.[1] ?? 0);
    parents.set(Number(name), parent);
  }
  const isOurs = (pid: number): boolean => {
    if (pid === rootPid) return true;
    const parent = parents.get(pid) ?? 0;
    return parent > 1 && isOurs(parent);
  };
  return [...parents.keys()]
    .filter(isOurs)
    .map((pid) => ({ pid, kind: kindOf(readOrEmpty(`/proc/${pid}/cmdline`)) }));
}

/** @param commandLine with a NUL behind each argument */
function kindOf(commandLine: string): string {
  const service = /--utility-sub-type=(\w+)/.exec(commandLine)?.[1];
  if (service !== undefined) return service;
  if (commandLine.includes("--extension-process")) return "extension";
  return /--type=([\w-]+)/.exec(commandLine)?.[1] ?? "browser";
}

/** A process may end while it is looked at. */
function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error) return "";
    throw error;
  }
}
