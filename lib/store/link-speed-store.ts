import { changeRecords } from "./change-records";
import { openDatabase } from "./database";

const KEY = "link-speed";

/** A person may have gone elsewhere since: an older speed says nothing. */
const VALID_MS = 60 * 60_000;

/** The speed of the last upload in bytes per second; null when there was none within the hour. */
export async function getLinkSpeed(nowMs: number): Promise<number | null> {
  const stored = await (await openDatabase()).get("settings", KEY);
  const [bytesPerSecond = Number.NaN, atMs = Number.NaN] = (stored ?? "").split(" ").map(Number);
  const isValid = bytesPerSecond > 0 && atMs <= nowMs && nowMs - atMs <= VALID_MS;
  return isValid ? bytesPerSecond : null;
}

/** Remembers the speed of an upload, so that the next one need not begin by measuring. */
export async function putLinkSpeed(bytesPerSecond: number, nowMs: number): Promise<void> {
  const speed = `${Math.round(bytesPerSecond)} ${nowMs}`;
  await changeRecords(["settings"], async (records) =>
    records.put("settings", speed, { key: KEY }),
  );
}
