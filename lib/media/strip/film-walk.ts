import type { MediaBytes } from "../media-bytes";
import { type ByteRange, gapsIn, mergeRanges } from "./byte-ranges";
import { cleanFileType } from "./file-type";
import { listBoxes, MalformedFilm, type MemoryBox, viewOf } from "./memory-boxes";
import { cleanFragment } from "./strip-fragment";
import { cleanMovie, type KeptTracks } from "./strip-movie";

/** A range of a film that gets other bytes of the same length; null: zeros. */
export interface Patch extends ByteRange {
  readonly bytes: Uint8Array<ArrayBuffer> | null;
}

/** How far a film is known from its start, and what has to be overwritten up to there. */
export interface WalkedFilm {
  /** In ascending order. What was given once is not given again. */
  readonly patches: readonly Patch[];
  readonly settledBytes: number;
}

/** The index of a film of many hours has some megabytes. */
const MAX_INDEX_BYTES = 64 * 1024 * 1024;
const WINDOW_BYTES = 256 * 1024;
/** A file of nothing but tiny boxes is no film. */
const MAX_BOXES = 200_000;
/** Bounds the time that fragments cost whose samples lie far away. */
const MAX_MERGED_RANGES = 50_000_000;
const HEADER_BYTES = 8;
const LARGE_HEADER_BYTES = 16;
/** Zeros are what remains of what was no box. */
const FREE_SPACE = ["free", "skip", "wide", "\0\0\0\0"];
const NEEDED = ["ftyp", "moov", "moof", "mdat"];

interface TopBox {
  readonly type: string;
  readonly start: number;
  readonly contentStart: number;
  readonly end: number;
}

/**
 * Goes through an MP4 or MOV from its start and finds what nobody sees in it: whatever is neither picture
 * nor sound nor needed to play them. All of it is overwritten in place, so that no byte moves. Bytes of
 * media data that no sample of the kept tracks uses are zeroed: of tracks that are taken away, of
 * dashcams that write positions in between.
 *
 * The file may still be growing: what is settled does not depend on what comes later.
 */
export class FilmWalk {
  readonly #file: MediaBytes;
  #at = 0;
  #boxes = 0;
  #kept: KeptTracks | null = null;
  /** As {@link mergeRanges} returns them. */
  #samples: readonly ByteRange[] = [];
  /** Media data in front of their index, whose samples are not known yet. */
  #unknown: ByteRange[] = [];
  /** The box in which the walk stands: media data, or what becomes zeros. */
  #open: TopBox | null = null;
  #workLeft = MAX_MERGED_RANGES;

  /** @param file of its final size; only what was said to be there is read */
  constructor(file: MediaBytes) {
    this.#file = file;
  }

  /**
   * Goes on as far as the file is there.
   *
   * @param availableBytes from the start of the file
   * @throws {@link MalformedFilm}; as `file.read`
   */
  async advance(availableBytes: number): Promise<WalkedFilm> {
    const patches: Patch[] = [];
    while (this.#at < availableBytes || this.#open !== null) {
      const at = this.#at;
      const open: TopBox | null = this.#open;
      if (open === null) await this.#enterBox(availableBytes, patches);
      else await this.#passContent(open, availableBytes, patches);
      // The rest is not there yet.
      if (this.#at === at && this.#open === open) break;
    }
    const settledBytes = this.#unknown[0]?.startByte ?? this.#at;
    const ascending = patches.toSorted((a, b) => a.startByte - b.startByte);
    return { patches: ascending, settledBytes };
  }

  /** @throws {@link MalformedFilm} where no index was found */
  finish(): void {
    if (this.#kept === null || this.#at < this.#file.size) throw new MalformedFilm();
  }

  async #enterBox(availableBytes: number, patches: Patch[]): Promise<void> {
    const box = await this.#readBox(availableBytes);
    if (box === null) return;
    switch (box.type) {
      case "mdat":
        this.#enterContent(box);
        return;
      case "moov":
        if (this.#kept === null) return this.#passMovie(box, availableBytes, patches);
        break;
      case "moof":
        if (this.#kept?.defaultSampleBytes) {
          return this.#passFragment(box, this.#kept, availableBytes, patches);
        }
        break;
      case "ftyp":
      case "styp":
        return this.#rewrite(box, availableBytes, patches, cleanFileType);
      default:
    }
    if (box.type !== "" && !FREE_SPACE.includes(box.type)) {
      const bytes = new TextEncoder().encode("free");
      patches.push({ startByte: box.start + 4, endByte: box.start + 8, bytes });
    }
    this.#enterContent(box);
  }

  #enterContent(box: TopBox): void {
    this.#open = box;
    this.#at = box.contentStart;
  }

  /** Null: its header is not there yet. What is no box, up to the end of the file, counts as free space. */
  async #readBox(availableBytes: number): Promise<TopBox | null> {
    this.#boxes += 1;
    if (this.#boxes > MAX_BOXES) throw new MalformedFilm();
    const start = this.#at;
    const { size } = this.#file;
    const headerEnd = Math.min(start + LARGE_HEADER_BYTES, size);
    if (headerEnd > availableBytes) return null;
    const view = viewOf(await this.#file.read(start, headerEnd));
    const trailer = { type: "", start, contentStart: start, end: size };
    if (view.byteLength < HEADER_BYTES) return trailer;
    const shortSize = view.getUint32(0);
    const isLarge = shortSize === 1 && view.byteLength >= LARGE_HEADER_BYTES;
    const boxBytes = isLarge ? Number(view.getBigUint64(8)) : shortSize || size - start;
    const headerBytes = isLarge ? LARGE_HEADER_BYTES : HEADER_BYTES;
    const type = String.fromCharCode(...[4, 5, 6, 7].map((at) => view.getUint8(at)));
    if (boxBytes < headerBytes || start + boxBytes > size) {
      // Cut off, not a trailer.
      if (this.#kept === null || NEEDED.includes(type)) throw new MalformedFilm();
      return trailer;
    }
    return { type, start, contentStart: start + headerBytes, end: start + boxBytes };
  }

  async #passMovie(box: TopBox, availableBytes: number, patches: Patch[]): Promise<void> {
    await this.#rewrite(box, availableBytes, patches, (bytes, movie) => {
      this.#kept = cleanMovie(bytes, movie);
      this.#samples = mergeRanges(this.#kept.samples);
    });
    if (this.#kept === null) return;
    const earlier = this.#unknown;
    this.#unknown = [];
    for (const range of earlier) await this.#zeroGaps(range, patches);
  }

  async #passFragment(
    box: TopBox,
    kept: KeptTracks,
    availableBytes: number,
    patches: Patch[],
  ): Promise<void> {
    await this.#rewrite(box, availableBytes, patches, (bytes, fragment) => {
      const samples = cleanFragment(bytes, fragment, box.start, kept);
      // Fragments are in front of their data: what lies before is passed.
      const ahead = this.#samples.filter(({ endByte }) => endByte > box.start);
      this.#workLeft -= ahead.length;
      if (this.#workLeft < 0) throw new MalformedFilm();
      this.#samples = mergeRanges([...ahead, ...samples]);
    });
  }

  /** Reads a whole box, once it is there, and notes what cleaning has changed in it. */
  async #rewrite(
    box: TopBox,
    availableBytes: number,
    patches: Patch[],
    clean: (bytes: Uint8Array, box: MemoryBox) => void,
  ): Promise<void> {
    if (box.end - box.start > MAX_INDEX_BYTES) throw new MalformedFilm();
    if (box.end > availableBytes) return;
    const bytes = await this.#file.read(box.start, box.end);
    const own = bytes.slice();
    const [inMemory] = listBoxes(own, 0, own.length);
    if (inMemory === undefined) throw new MalformedFilm();
    clean(own, inMemory);
    const first = own.findIndex((byte, at) => byte !== bytes[at]);
    if (first >= 0) {
      const last = own.findLastIndex((byte, at) => byte !== bytes[at]);
      patches.push({
        startByte: box.start + first,
        endByte: box.start + last + 1,
        bytes: own.slice(first, last + 1),
      });
    }
    this.#at = box.end;
  }

  /** Media data keep what their samples use; anything else is zeroed. */
  async #passContent(box: TopBox, availableBytes: number, patches: Patch[]): Promise<void> {
    const endByte = Math.max(this.#at, Math.min(box.end, availableBytes));
    const range = { startByte: this.#at, endByte };
    if (box.type !== "mdat") await this.#zero(range, patches);
    else if (this.#kept === null) this.#unknown.push(range);
    else await this.#zeroGaps(range, patches);
    this.#at = endByte;
    if (endByte === box.end) this.#open = null;
  }

  async #zeroGaps(range: ByteRange, patches: Patch[]): Promise<void> {
    for (const gap of gapsIn(range, this.#samples)) await this.#zero(gap, patches);
  }

  /** Notes what of a range is not zero yet, window by window. */
  async #zero({ startByte, endByte }: ByteRange, patches: Patch[]): Promise<void> {
    for (let start = startByte; start < endByte; start += WINDOW_BYTES) {
      const window = await this.#file.read(start, Math.min(start + WINDOW_BYTES, endByte));
      const first = window.findIndex((byte) => byte !== 0);
      if (first < 0) continue;
      const last = window.findLastIndex((byte) => byte !== 0);
      patches.push({ startByte: start + first, endByte: start + last + 1, bytes: null });
    }
  }
}
