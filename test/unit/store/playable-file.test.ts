import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { appendChunk, CHUNK_BYTES } from "../../../lib/store/byte-store";
import { IN_MEMORY_BYTES, openPlayableFile } from "../../../lib/store/playable-file";
import { attachmentIn } from "../jobs/example-records";
import { serialLocks } from "../runner/serial-locks";
import { freshDatabase, keep } from "./fresh-database";

const TOTAL_BYTES = IN_MEMORY_BYTES + 10;

/** The origin's private file system, with one folder, as far as a copy needs it. */
class Folder {
  readonly #files = new Map<string, Blob>();
  copies = 0;

  getDirectoryHandle(): Promise<Folder> {
    return Promise.resolve(this);
  }

  async *keys() {
    yield* this.#files.keys();
  }

  getFileHandle(name: string) {
    const getFile = () => Promise.resolve(this.#files.get(name) ?? new Blob());
    return Promise.resolve({ getFile, createWritable: () => this.#write(name) });
  }

  #write(name: string) {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    this.copies += 1;
    return Promise.resolve({
      write: async (part: Uint8Array<ArrayBuffer>) => void parts.push(part),
      close: async () => void this.#files.set(name, new Blob(parts)),
      abort: () => Promise.resolve(),
    });
  }
}

let folder: Folder;

beforeEach(async () => {
  folder = new Folder();
  const exclusively = serialLocks();
  vi.stubGlobal("navigator", {
    storage: { getDirectory: () => Promise.resolve(folder) },
    locks: {
      request: (name: string, _options: unknown, task: () => Promise<unknown>) =>
        exclusively(name, task),
    },
  });
  await freshDatabase();
  await keep({ attachments: [attachmentIn("capturing", { id: "a" })] });
  const transfer = { doneBytes: 1, totalBytes: null, bytesPerSecond: 1 };
  for (let startByte = 0; startByte < TOTAL_BYTES; startByte += CHUNK_BYTES) {
    const size = Math.min(CHUNK_BYTES, TOTAL_BYTES - startByte);
    await appendChunk("a", startByte, new Blob(["s".repeat(size)]), transfer, 1);
  }
});

afterEach(() => vi.unstubAllGlobals());

it("a large film is copied once for two composers that open it at the same time, and plays in both", async () => {
  const open = () =>
    openPlayableFile("a", "video/mp4", () => undefined, new AbortController().signal);
  const opened = await Promise.all([open(), open()]);
  expect(opened.map((file) => file?.size)).toEqual([TOTAL_BYTES, TOTAL_BYTES]);
  expect(folder.copies).toBe(1);
});
