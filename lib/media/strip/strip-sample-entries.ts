import { type CleanBox, eraseBox, listBoxes, MalformedFilm, viewOf } from "./memory-boxes";

/** The box's header, six reserved bytes, a data reference; then fields of the kind of media. */
const VISUAL_ENTRY_BYTES = 86;
const SOUND_ENTRY_BYTES = 36;
/** QuickTime's longer forms, by version. */
const LONGER_SOUND_ENTRY_BYTES = [SOUND_ENTRY_BYTES, 52, 72];

/** The codings that X takes, whose samples lie where the tables say. */
const CODINGS: Readonly<Record<string, readonly string[]>> = {
  vide: ["avc1", "avc3"],
  soun: ["mp4a"],
};

/** Boxes that say how coded picture or sound is to be decoded and shown. */
const KEPT = new Set("avcC esds colr pasp clap fiel gama mdcv clli cclv chan chnl btrt".split(" "));
/** QuickTime's box around those of sound; a format and a sign of the end lie beside `esds`. */
const WAVE = "wave";
const KEPT_IN_WAVE = new Set(["frma", "esds", "mp4a", "enda", "\0\0\0\0"]);

/**
 * Cleans the descriptions of a track's samples (`stsd`): names of vendors and compressors (a camera writes
 * its own), and boxes that decoding and showing do not need.
 *
 * The rule throws {@link MalformedFilm} for codings that X does not take: such films are coded anew.
 */
export function cleanSampleEntries(handler: string): CleanBox {
  return (bytes, box) => {
    for (const entry of listBoxes(bytes, box.contentStart + 8, box.end)) {
      if (CODINGS[handler]?.includes(entry.type) !== true) throw new MalformedFilm();
      const fields = entry.contentStart - 8;
      const isVisual = handler === "vide";
      const childrenStart =
        fields + (isVisual ? VISUAL_ENTRY_BYTES : soundEntryBytes(bytes, entry.contentStart));
      if (childrenStart > entry.end) throw new MalformedFilm();
      // Reserved; then, behind the data reference and the version: revision and vendor.
      bytes.fill(0, fields + 8, fields + 14);
      bytes.fill(0, fields + 18, fields + 24);
      // The compressor's name, with its length before it.
      if (isVisual) bytes.fill(0, fields + 50, fields + 82);
      for (const child of listBoxes(bytes, childrenStart, entry.end)) {
        if (child.type === WAVE) {
          for (const inner of listBoxes(bytes, child.contentStart, child.end)) {
            if (!KEPT_IN_WAVE.has(inner.type)) eraseBox(bytes, inner);
          }
        } else if (!KEPT.has(child.type)) {
          eraseBox(bytes, child);
        }
      }
    }
  };
}

function soundEntryBytes(bytes: Uint8Array, contentStart: number): number {
  if (contentStart + 10 > bytes.length) throw new MalformedFilm();
  const version = viewOf(bytes).getUint16(contentStart + 8);
  const entryBytes = LONGER_SOUND_ENTRY_BYTES[version];
  if (entryBytes === undefined) throw new MalformedFilm();
  return entryBytes;
}
