import type { CaptureEffects } from "../../../../lib/capture/capture-effects";
import { bytesOf } from "../../media/bytes-of";
import { readPieces, totalPieceBytes } from "../../../../lib/media/strip/stripped";
import type { StreamMark } from "../../../../lib/jobs/stream-mark";
import type { DownloadMark, Transfer } from "../../../../lib/jobs/attachment";

/** A store of captured bytes in memory, which notes what it was told. */
export class MemoryBytes implements Pick<CaptureEffects, "bytes"> {
  readonly runs: { readonly startByte: number; readonly blob: Blob }[] = [];
  readonly transfers: Transfer[] = [];
  /** One for each time that storing began with the first byte of the file. */
  readonly begun: (DownloadMark | null)[] = [];
  /** How a stream goes on, as the last full run said. */
  mark: StreamMark | null = null;
  /** As the last beginning said. */
  isUnseen: boolean | null = null;
  isFromScreen: boolean | undefined;
  version: number | undefined;
  /** Whether the attachment still wants its bytes. */
  wanted = true;
  /** Done before a run is stored. */
  beforeAppend: () => Promise<void> = () => Promise.resolve();

  readonly bytes: CaptureEffects["bytes"];

  constructor(chunkBytes = 4096) {
    this.bytes = { ...this.#effects, chunkBytes };
  }

  readonly #effects: Omit<CaptureEffects["bytes"], "chunkBytes"> = {
    append: async (startByte, blob, transfer, begins, stream) => {
      await this.beforeAppend();
      if (!this.wanted) return false;
      if (begins !== null) {
        this.runs.length = 0;
        this.begun.push(begins.mark);
        this.isUnseen = begins.isUnseen;
        this.isFromScreen = begins.isFromScreen;
        this.version = begins.version;
      }
      this.runs.push({ startByte, blob });
      this.transfers.push(transfer);
      if (stream !== null) this.mark = stream;
      return true;
    },
    report: (transfer) => {
      this.transfers.push(transfer);
      return Promise.resolve(this.wanted);
    },
    countStored: () => Promise.resolve(this.runs.reduce((sum, { blob }) => sum + blob.size, 0)),
    rewrite: async (pieces) => {
      const source = await this.bytes.open();
      const bytes = await readPieces(source, pieces, 0, totalPieceBytes(pieces));
      this.runs.splice(0, Infinity, { startByte: 0, blob: new Blob([bytes]) });
    },
    open: () => Promise.resolve(bytesOf(new Blob(this.runs.map(({ blob }) => blob)))),
  };

  /** All that is stored, in the order in which it came. */
  async content(): Promise<Buffer> {
    return Buffer.from(await (await this.bytes.open()).read(0, Infinity));
  }
}
