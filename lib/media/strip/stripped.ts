import type { MediaBytes } from "../media-bytes";

/** A part of the file that is made from another: taken over from it, put in, or that many zeros. */
export type Piece =
  | { readonly kind: "keep"; readonly startByte: number; readonly endByte: number }
  | { readonly kind: "put"; readonly bytes: Uint8Array }
  | { readonly kind: "zeros"; readonly byteCount: number };

/**
 * What came of looking for data that nobody sees in a picture or film.
 *
 * - `clean`: there is none.
 * - `cleaned`: the file without it, as pieces from its start to its end.
 * - `cannot-be-cleaned`: the file is not built as its format says, so that nobody can tell what in it is
 *   picture. It must not be uploaded; what is decoded from it may be.
 */
export type Stripped =
  | { readonly outcome: "clean" }
  | { readonly outcome: "cleaned"; readonly pieces: readonly Piece[] }
  | { readonly outcome: "cannot-be-cleaned" };

/** See {@link Stripped}. */
export const CANNOT_BE_CLEANED: Stripped = { outcome: "cannot-be-cleaned" };

/** Collects the pieces of a file from its start to its end; ranges that lie side by side become one. */
export class PieceList {
  readonly #pieces: Piece[] = [];

  /** All of them, in their order. */
  get list(): readonly Piece[] {
    return this.#pieces;
  }

  /** Takes over a range of the source. */
  keep(startByte: number, endByte: number): void {
    if (startByte === endByte) return;
    const last = this.#pieces.at(-1);
    if (last?.kind === "keep" && last.endByte === startByte) {
      this.#pieces[this.#pieces.length - 1] = { ...last, endByte };
    } else {
      this.#pieces.push({ kind: "keep", startByte, endByte });
    }
  }

  /** Puts bytes in that the source does not have there. */
  put(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#pieces.push({ kind: "put", bytes });
  }

  /** Puts zeros in. */
  zeros(byteCount: number): void {
    if (byteCount > 0) this.#pieces.push({ kind: "zeros", byteCount });
  }

  /** `clean` where the pieces are the source and nothing else. */
  finish(sourceBytes: number): Stripped {
    const [first, second] = this.#pieces;
    const isSame = first?.kind === "keep" && first.startByte === 0 && first.endByte === sourceBytes;
    return isSame && second === undefined
      ? { outcome: "clean" }
      : { outcome: "cleaned", pieces: this.#pieces };
  }
}

/** The length of a piece in bytes. */
export function pieceBytes(piece: Piece): number {
  switch (piece.kind) {
    case "keep":
      return piece.endByte - piece.startByte;
    case "put":
      return piece.bytes.byteLength;
    case "zeros":
      return piece.byteCount;
  }
}

/** The length of the file that the pieces make, in bytes. */
export function totalPieceBytes(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + pieceBytes(piece), 0);
}

/** Whether all that is taken over stays where it is in the source. */
export function isInPlace(pieces: readonly Piece[]): boolean {
  let offset = 0;
  return pieces.every((piece) => {
    const stays = piece.kind !== "keep" || piece.startByte === offset;
    offset += pieceBytes(piece);
    return stays;
  });
}

/**
 * A range of the file that the pieces make, in memory.
 *
 * @throws as `source.read`
 */
export async function readPieces(
  source: MediaBytes,
  pieces: readonly Piece[],
  startByte: number,
  endByte: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const range = new Uint8Array(endByte - startByte);
  let offset = 0;
  for (const piece of pieces) {
    const pieceEnd = offset + pieceBytes(piece);
    const from = Math.max(offset, startByte);
    const to = Math.min(pieceEnd, endByte);
    if (from < to && piece.kind !== "zeros") {
      const bytes =
        piece.kind === "put"
          ? piece.bytes.subarray(from - offset, to - offset)
          : await source.read(piece.startByte + from - offset, piece.startByte + to - offset);
      range.set(bytes, from - startByte);
    }
    offset = pieceEnd;
    if (offset >= endByte) break;
  }
  return range;
}

/**
 * The runs of a file, of `runBytes` each, in which something is put in or zeroed, by the offsets at
 * which they begin. For pieces that are in place.
 */
export function listTouchedRuns(pieces: readonly Piece[], runBytes: number): number[] {
  const runs = new Set<number>();
  let offset = 0;
  for (const piece of pieces) {
    const end = offset + pieceBytes(piece);
    if (piece.kind !== "keep") {
      for (let run = Math.floor(offset / runBytes); run * runBytes < end; run += 1) {
        runs.add(run * runBytes);
      }
    }
    offset = end;
  }
  return [...runs];
}
