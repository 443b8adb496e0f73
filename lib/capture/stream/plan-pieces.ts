import type { StreamRun } from "../../media/stream-run";
import type { FilePart, PieceList, StreamPiece } from "./stream";

/** A part of a stream's time, in milliseconds from its first listed piece. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** What is fetched, in the order in which it is stored. */
export interface StreamPlan {
  /** Tells this plan from any other, whatever has changed in the addresses' queries. */
  readonly name: string;
  /** `run` is an index into {@link runs}. */
  readonly parts: readonly (FilePart & { readonly run: number })[];
  readonly runs: readonly Omit<StreamRun, "startByte" | "endByte">[];
  /** How long the fetched picture is. */
  readonly durationMs: number;
  /** When the first fetched piece begins, from the first listed one. */
  readonly startMs: number;
}

/** How long the pieces of a list are together, in milliseconds. */
export function durationOf({ pieces }: PieceList): number {
  return pieces.reduce((sum, { durationMs }) => sum + durationMs, 0);
}

/**
 * Plans which pieces to fetch: those that lie in the span, each with what it begins with; all of the picture
 * first, then the sound. Pieces of one clock and beginning become one run.
 */
export function planPieces(picture: PieceList, sound: PieceList | null, span: Span): StreamPlan {
  const frames = cut(picture, span, 0);
  const startMs = frames[0]?.startMs ?? 0;
  const sounds = sound === null ? [] : cut(sound, span, sound.startMs - picture.startMs);
  const parts: (FilePart & { run: number })[] = [];
  const runs: Omit<StreamRun, "startByte" | "endByte">[] = [];
  for (const [carries, timed] of [
    ["picture-and-sound", frames],
    ["sound", sounds],
  ] as const) {
    let before: StreamPiece | null = null;
    for (const { piece, startMs: atMs } of timed) {
      if (before === null || before.clock !== piece.clock || before.head !== piece.head) {
        runs.push({ carries, clock: piece.clock, atMs: Math.round(atMs - startMs) });
        if (piece.head !== null) parts.push({ ...piece.head, run: runs.length - 1 });
      }
      parts.push({ url: piece.url, range: piece.range, run: runs.length - 1 });
      before = piece;
    }
  }
  const durationMs = frames.reduce((sum, { piece }) => sum + piece.durationMs, 0);
  return { name: nameOf(parts), parts, runs, durationMs, startMs };
}

/** The pieces in a span, with when each begins. @param listAtMs when the list begins, from the first piece of the picture */
function cut({ pieces }: PieceList, { startMs, endMs }: Span, listAtMs: number) {
  let atMs = listAtMs;
  const timed = pieces.map((piece) => {
    const startMs = atMs;
    atMs += piece.durationMs;
    return { piece, startMs };
  });
  return timed.filter(
    ({ piece, startMs: begins }) =>
      begins < endMs && begins + Math.max(1, piece.durationMs) > startMs,
  );
}

/** FNV-1a over the addresses without their queries, which often change with each answer. */
function nameOf(parts: readonly FilePart[]): string {
  let hash = 0x811c9dc5;
  for (const { url, range } of parts) {
    const text = `${url.split(/[?#]/, 1)[0]} ${range?.startByte ?? ""}`;
    for (let at = 0; at < text.length; at += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
    }
  }
  return `${parts.length}-${hash.toString(16)}`;
}
