import type { HeaderSize } from "./header-size";
import type { SourceFile } from "../media/media-info";
import { type BoxReader, inside, openBoxReader, walkBoxes } from "../media/iso-boxes";
import type { MediaBytes } from "../media/media-bytes";
import { readJxlSize } from "./read-jxl-size";

const HEAD_BYTES = 4096;

/**
 * Reads how large a picture of a type that X does not take says it is, before anything is decoded: a
 * few bytes can announce gigabytes. Null where the header does not tell, or the type has none (SVG).
 */
export async function readPictureSize(
  file: MediaBytes,
  type: SourceFile["type"],
): Promise<HeaderSize | null> {
  const head = viewOf(await file.read(0, HEAD_BYTES));
  switch (type) {
    case "bmp":
      return readBmpSize(head);
    case "ico":
      return readIcoSize(file, head);
    case "avif":
    case "heic":
      return readBoxedSize(openBoxReader(file));
    case "jxl":
      return readJxlSize(new Uint8Array(head.buffer));
    default:
      return null;
  }
}

/** Source: https://learn.microsoft.com/windows/win32/gdi/bitmap-header-types; a height below zero means top-down. */
function readBmpSize(head: DataView, at = 14): HeaderSize | null {
  if (head.byteLength < at + 12) return null;
  if (head.getUint32(at, true) === 12) {
    return { widthPx: head.getUint16(at + 4, true), heightPx: head.getUint16(at + 6, true) };
  }
  return {
    widthPx: Math.abs(head.getInt32(at + 4, true)),
    heightPx: Math.abs(head.getInt32(at + 8, true)),
  };
}

const ICO_ENTRY_BYTES = 16;
const PNG_SIGNATURE = 0x89504e47;

/** The directory holds sizes of one byte, the embedded PNG or bitmap the real one: the largest counts. */
async function readIcoSize(file: MediaBytes, head: DataView): Promise<HeaderSize | null> {
  let largest: HeaderSize | null = null;
  const count = head.byteLength < 6 ? 0 : head.getUint16(4, true);
  for (let index = 0; index < count; index += 1) {
    const entry = 6 + index * ICO_ENTRY_BYTES;
    if (entry + ICO_ENTRY_BYTES > head.byteLength) break;
    const start = head.getUint32(entry + 12, true);
    const image = viewOf(await file.read(start, start + 32));
    if (image.byteLength < 24) continue;
    const size =
      image.getUint32(0) === PNG_SIGNATURE
        ? { widthPx: image.getUint32(16), heightPx: image.getUint32(20) }
        : readBmpSize(image, 0);
    largest = larger(largest, size);
  }
  return largest;
}

/** AVIF and HEIC: every `ispe` box tells the size of an item, a grid of tiles included; `tkhd` that of a sequence. */
async function readBoxedSize(reader: BoxReader): Promise<HeaderSize | null> {
  let largest: HeaderSize | null = null;
  const containers = new Set(["iprp", "ipco", "moov", "trak"]);
  const visit = async (range: { readonly start: number; readonly end: number }): Promise<void> => {
    await walkBoxes(reader, range, async (box) => {
      if (box.type === "meta") await visit({ start: box.contentStart + 4, end: box.end });
      if (containers.has(box.type)) await visit(inside(box));
      if (box.type !== "ispe") return;
      const view = await reader.read(box.contentStart, 12);
      if (!view || view.byteLength < 12) return;
      largest = larger(largest, { widthPx: view.getUint32(4), heightPx: view.getUint32(8) });
    });
  };
  await visit({ start: 0, end: reader.totalBytes });
  return largest;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function larger(a: HeaderSize | null, b: HeaderSize | null): HeaderSize | null {
  if (a === null || b === null) return a ?? b;
  return a.widthPx * a.heightPx >= b.widthPx * b.heightPx ? a : b;
}
