/** A box of an MP4 or QuickTime file in memory, in offsets of the array that holds it. */
export interface MemoryBox {
  readonly type: string;
  readonly start: number;
  readonly contentStart: number;
  readonly end: number;
}

/** Thrown where a film is not built as its format says: nobody can tell what in it is picture or sound. */
export class MalformedFilm extends Error {
  override readonly name = "MalformedFilm";
}

const HEADER_BYTES = 8;
const LARGE_HEADER_BYTES = 16;

/** The type of a box whose header begins at an offset. */
export function boxType(bytes: Uint8Array, start: number): string {
  return String.fromCharCode(...bytes.subarray(start + 4, start + 8));
}

/** A view of the bytes, whose offsets are theirs. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Lists the boxes between two offsets. What is left behind the last one is too short for a box and is zeroed.
 *
 * @throws {@link MalformedFilm} where a box ends outside
 */
export function listBoxes(bytes: Uint8Array, start: number, end: number): MemoryBox[] {
  const view = viewOf(bytes);
  const boxes: MemoryBox[] = [];
  let offset = start;
  while (offset + HEADER_BYTES <= end) {
    const shortSize = view.getUint32(offset);
    const isLarge = shortSize === 1;
    if (isLarge && offset + LARGE_HEADER_BYTES > end) throw new MalformedFilm();
    // Zero stands for "to the end".
    const size = isLarge ? Number(view.getBigUint64(offset + 8)) : shortSize || end - offset;
    const headerBytes = isLarge ? LARGE_HEADER_BYTES : HEADER_BYTES;
    if (size < headerBytes || offset + size > end) throw new MalformedFilm();
    boxes.push({
      type: boxType(bytes, offset),
      start: offset,
      contentStart: offset + headerBytes,
      end: offset + size,
    });
    offset += size;
  }
  bytes.fill(0, offset, end);
  return boxes;
}

/** The boxes inside of one. @throws as {@link listBoxes} */
export function childrenOf(bytes: Uint8Array, box: MemoryBox): MemoryBox[] {
  return listBoxes(bytes, box.contentStart, box.end);
}

const FREE = [0x66, 0x72, 0x65, 0x65];

/** Makes a box free space of the same size, which every player passes over, and forgets its content. */
export function eraseBox(bytes: Uint8Array, { start, contentStart, end }: MemoryBox): void {
  bytes.set(FREE, start + 4);
  bytes.fill(0, contentStart, end);
}

/** What is done with a box: its content is checked and cleaned. */
export type CleanBox = (bytes: Uint8Array, box: MemoryBox) => void;

/**
 * Cleans the boxes inside of one by their types. Those that are not named are erased, as is the second of a
 * type: readers differ in which of two they go by.
 */
export function cleanChildren(rules: Readonly<Record<string, CleanBox>>): CleanBox {
  return (bytes, box) => {
    const seen = new Set<string>();
    for (const child of childrenOf(bytes, box)) {
      const clean = seen.has(child.type) ? undefined : rules[child.type];
      (clean ?? eraseBox)(bytes, child);
      seen.add(child.type);
    }
  };
}

/**
 * Zeroes what stands behind the fields of a box.
 *
 * @param fieldBytes how long they are
 * @throws {@link MalformedFilm} where the box is shorter
 */
export function endAfter(bytes: Uint8Array, box: MemoryBox, fieldBytes: number): void {
  const end = box.contentStart + fieldBytes;
  if (end > box.end) throw new MalformedFilm();
  bytes.fill(0, end, box.end);
}

/** A box whose fields have one length, whatever they say. */
export function fixed(fieldBytes: number): CleanBox {
  return (bytes, box) => endAfter(bytes, box, fieldBytes);
}

/**
 * A box of version, flags, other fields, and a table: a count of rows, then the rows.
 *
 * @param countAt where in the content the count of 32 bits stands
 */
export function table(countAt: number, rowBytes: number): CleanBox {
  return (bytes, box) => {
    const count = readCount(bytes, box, countAt);
    endAfter(bytes, box, countAt + 4 + count * rowBytes);
  };
}

/** A field of 32 bits in a box's content. @throws {@link MalformedFilm} where the box is shorter */
export function readCount(bytes: Uint8Array, box: MemoryBox, at: number): number {
  if (box.contentStart + at + 4 > box.end) throw new MalformedFilm();
  return viewOf(bytes).getUint32(box.contentStart + at);
}
