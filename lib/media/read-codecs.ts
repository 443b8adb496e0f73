import { isTakenAac } from "./film/aac-config";
import { type BoxReader, inside, type IsoBox, walkBoxes } from "./iso-boxes";

/** The box's header, six reserved bytes, a data reference; then fields of the kind of media. */
const VISUAL_ENTRY_BYTES = 86;
const SOUND_ENTRY_BYTES = 36;
const SOUND_ENTRY_V1_BYTES = 52;

/** `profile_idc` of Baseline, Main, Extended and High: 8 bits, 4:2:0. Source: ITU-T H.264, annex A. */
const H264_PROFILES = [66, 77, 88, 100];
/** `objectTypeIndication` of MPEG-4 AAC, and of MPEG-2 AAC-LC. Source: https://mp4ra.org/registered-types/object-types. */
const AAC_OBJECT_TYPES = [0x40, 0x67];

/**
 * Finds a track's coding where X does not take it: anything but 8-bit 4:2:0 H.264 and AAC-LC
 * (https://docs.x.com/x-api/media/quickstart/best-practices). Null for those, and for a track that
 * does not tell: then X decides.
 *
 * @param media the track's `mdia` box, of a video or sound track
 */
export async function findForeignCodec(reader: BoxReader, media: IsoBox): Promise<string | null> {
  const table = await findBox(reader, media, ["minf", "stbl", "stsd"]);
  if (table === null) return null;
  let foreign: string | null = null;
  let isFirst = true;
  // Version, flags and the number of entries stand before the entries.
  await walkBoxes(reader, { start: table.contentStart + 8, end: table.end }, async (entry) => {
    if (isFirst) foreign = await judgeEntry(reader, entry);
    isFirst = false;
  });
  return foreign;
}

async function judgeEntry(reader: BoxReader, entry: IsoBox): Promise<string | null> {
  const start = entry.contentStart - 8;
  switch (entry.type) {
    case "avc1":
    case "avc3": {
      const config = await findBox(reader, { ...entry, contentStart: start + VISUAL_ENTRY_BYTES }, [
        "avcC",
      ]);
      const view = config && (await reader.read(config.contentStart, 2));
      if (!view || view.byteLength < 2) return null;
      return H264_PROFILES.includes(view.getUint8(1)) ? null : entry.type;
    }
    case "mp4a":
      return (await isPlainAac(reader, entry, start)) === false ? entry.type : null;
    default:
      return entry.type;
  }
}

/** Null where the entry does not tell. */
async function isPlainAac(
  reader: BoxReader,
  entry: IsoBox,
  start: number,
): Promise<boolean | null> {
  const version = await reader.read(start + 16, 2);
  if (!version || version.byteLength < 2) return null;
  const fieldBytes = version.getUint16(0) === 1 ? SOUND_ENTRY_V1_BYTES : SOUND_ENTRY_BYTES;
  const fields = { ...entry, contentStart: start + fieldBytes };
  const descriptor =
    (await findBox(reader, fields, ["esds"])) ?? (await findBox(reader, fields, ["wave", "esds"]));
  const view = descriptor && (await reader.read(descriptor.contentStart, 64));
  return view ? readDescriptor(view) : null;
}

/** Source: ISO/IEC 14496-1, 7.2.6: ES_Descriptor (3), DecoderConfigDescriptor (4), its specific info (5). */
function readDescriptor(view: DataView): boolean | null {
  let offset = 4;
  const enter = (tag: number): boolean => {
    if (offset >= view.byteLength || view.getUint8(offset) !== tag) return false;
    offset += 1;
    while (offset < view.byteLength && (view.getUint8(offset) & 0x80) !== 0) offset += 1;
    offset += 1;
    return true;
  };
  if (!enter(3) || offset + 3 > view.byteLength) return null;
  // Flags may announce further fields, which files of sound and picture do not use.
  if ((view.getUint8(offset + 2) & 0xe0) !== 0) return null;
  offset += 3;
  if (!enter(4) || offset >= view.byteLength) return null;
  if (!AAC_OBJECT_TYPES.includes(view.getUint8(offset))) return false;
  offset += 13;
  if (!enter(5) || offset >= view.byteLength) return true;
  // Its size, as far as a configuration has it, stands in the last byte before it.
  const configBytes = view.getUint8(offset - 1);
  return isTakenAac(
    new Uint8Array(view.buffer, view.byteOffset + offset, view.byteLength - offset).subarray(
      0,
      configBytes,
    ),
  );
}

async function findBox(
  reader: BoxReader,
  parent: IsoBox,
  path: readonly string[],
): Promise<IsoBox | null> {
  let current: IsoBox | null = parent;
  for (const type of path) {
    let found: IsoBox | null = null;
    await walkBoxes(reader, inside(current), (child) => {
      if (child.type === type) found ??= child;
    });
    current = found;
    if (current === null) return null;
  }
  return current;
}
