import { ERROR_CODES } from "../../lib/errors/error-codes";
import type { MadeMedia } from "../browser/media/made-media";
import { comparePictures, measureContent, readFacts } from "./measure";
import type { Neighbour } from "./neighbours";

/** What came of a file. */
export interface TableRow {
  readonly name: string;
  /** How it arrived, or the code of why not. */
  readonly outcome: string;
  readonly secs?: number;
  readonly frames?: number;
  /** Null where ffmpeg cannot compare it. */
  readonly psnrDb?: number | null;
  /** Set where something is wrong. */
  readonly fault?: string;
}

const LENGTH_SLACK_SECS = 0.1;
const FRAME_SLACK = 2;
/** What was coded anew comes nearer to its source than this. */
const LEAST_DB = 28;

/** Judges what arrived by the file that shows the same. */
export function judgeArrival(
  made: MadeMedia,
  { name, shownAs, part, isStrange }: Neighbour,
  outcome: string,
  path: string,
): TableRow {
  const arrived = readFacts(path);
  if (arrived === null) return { name, outcome, fault: "ffmpeg cannot decode what arrived" };
  const { secs, frames } = arrived;
  const row = { name, outcome, secs, frames };
  if (shownAs === null) return row;
  const source = readFacts(made.path(shownAs));
  // Drawings, for one.
  if (source === null) return row;
  // A small picture that was enlarged is the same at its own size.
  const compared = source.widthPx < arrived.widthPx ? source : arrived;
  const sourcePath = made.path(shownAs);
  const psnrDb = comparePictures(
    { path, isUntold: arrived.isUntold },
    { path: sourcePath, isUntold: source.isUntold, part },
    compared,
  );
  // What somebody else's file promises and does not have cannot arrive.
  const mostSecs = isStrange === true && source.frames > 1 ? measureContent(sourcePath) : Infinity;
  const wantedSecs = part?.secs ?? Math.min(source.secs, mostSecs);
  const wantedFrames =
    part === undefined ? source.frames : Math.round((source.frames * part.secs) / source.secs);
  // Of moving pictures ffmpeg does not always tell a length.
  const isFilm = source.frames > 1 && source.secs > 0;
  const faults = [
    isFilm && Math.abs(secs - wantedSecs) > LENGTH_SLACK_SECS && `${wantedSecs} s are shown`,
    Math.abs(frames - wantedFrames) > FRAME_SLACK && `${wantedFrames} frames are shown`,
    psnrDb !== null && psnrDb < LEAST_DB && "another picture",
  ].filter((fault) => fault !== false);
  return { ...row, psnrDb, ...(faults.length > 0 && { fault: faults.join(", ") }) };
}

/** X's limits, which a whole file may be over. */
const LIMITS = /^(?:too-short|too-long|too-large|too-many|dimensions)/;

/** A file that misses content may be refused by name; one that is shown as a whole may not. */
export function judgeRefusal(one: Neighbour, code: string): TableRow {
  const isNamed = ERROR_CODES.some((known) => code.startsWith(known));
  const isWhole = one.shownAs !== null && one.isCut !== true && !LIMITS.test(code);
  const row = { name: one.name, outcome: code };
  if (!isNamed) return { ...row, fault: "no code of ours" };
  return isWhole ? { ...row, fault: "shown by players" } : row;
}

/** A line of the table. */
export function renderRow({ name, outcome, secs, frames, psnrDb, fault }: TableRow): string {
  const cells = [
    fault === undefined ? "  " : "✗ ",
    name.padEnd(36),
    outcome.padEnd(26),
    secs === undefined ? "".padStart(8) : `${secs.toFixed(2)} s`.padStart(8),
    frames === undefined ? "".padStart(10) : `${frames} fr.`.padStart(10),
    inDb(psnrDb).padStart(8),
    fault ?? "",
  ];
  return cells.join(" ").trimEnd();
}

function inDb(value: number | null | undefined): string {
  if (value === null || value === undefined) return "";
  return value === Infinity ? "same" : `${value.toFixed(1)} dB`;
}
