import { captureFailure } from "../../errors/capture-failure";
import type { ByteTaker } from "../site/download";
import { BoxProgress } from "./box-progress";
import { judgePiece, PIECE_HEAD_BYTES, type PieceKind } from "./judge-piece";

/** What the pieces of one track have turned out to be; null before the first. */
export interface StreamSoFar {
  kind: PieceKind | null;
}

/**
 * Passes a piece on to the file, once its own first bytes have shown that it is one of this stream.
 * Its end is not that of the file. Throws `JobFailure` `not-media` for anything else; `truncated-file` for a piece
 * of MP4 that ends within a box, whatever length its server has told.
 */
export class PieceTaker implements ByteTaker {
  readonly #sink: Pick<ByteTaker, "write">;
  readonly #stream: StreamSoFar;
  /** Not judged yet; null: judged. */
  #held: Uint8Array<ArrayBuffer>[] | null = [];
  readonly #boxes = new BoxProgress();
  #totalBytes = 0;

  constructor(sink: Pick<ByteTaker, "write">, stream: StreamSoFar) {
    this.#sink = sink;
    this.#stream = stream;
  }

  async write(part: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#boxes.take(part);
    this.#totalBytes += part.byteLength;
    if (this.#held === null) return this.#sink.write(part);
    this.#held.push(part);
    const heldBytes = this.#held.reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (heldBytes >= PIECE_HEAD_BYTES) await this.#judge(this.#held);
  }

  async end(): Promise<void> {
    if (this.#held !== null) await this.#judge(this.#held);
    if (this.#stream.kind !== "mp4" || !this.#boxes.isInsideBox) return;
    throw captureFailure("truncated-file", {
      mediaType: "video/mp4",
      damage: "ends-early",
      totalBytes: this.#totalBytes,
    });
  }

  async #judge(held: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
    const bytes = new Uint8Array(await new Blob([...held]).arrayBuffer());
    const kind = judgePiece(bytes.subarray(0, PIECE_HEAD_BYTES));
    const isOfStream = kind !== null && (this.#stream.kind ?? kind) === kind;
    if (!isOfStream) throw captureFailure("not-media", { detected: "unknown" });
    this.#stream.kind = kind;
    this.#held = null;
    await this.#sink.write(bytes);
  }
}
