import type { ByteRange } from "./byte-ranges";
import {
  childrenOf,
  cleanChildren,
  type CleanBox,
  endAfter,
  eraseBox,
  fixed,
  listBoxes,
  MalformedFilm,
  type MemoryBox,
  readCount,
  table,
} from "./memory-boxes";
import { listSampleRanges } from "./sample-ranges";
import { cleanSampleEntries } from "./strip-sample-entries";

/** What of a film is taken over. */
export interface KeptTracks {
  readonly trackIds: ReadonlySet<number>;
  /** Where their samples lie that the index names. */
  readonly samples: readonly ByteRange[];
  /** By track, the size of samples whose fragment does not tell it; null: the film has no fragments. */
  readonly defaultSampleBytes: ReadonlyMap<number, number> | null;
}

/** Long and short form of the times at the start of a header, version 1 and 0. */
function cleanHeader(fieldBytes: { readonly short: number; readonly long: number }): CleanBox {
  return (bytes, box) => {
    const isLong = bytes[box.contentStart] === 1;
    endAfter(bytes, box, isLong ? fieldBytes.long : fieldBytes.short);
    // When it was made and changed.
    bytes.fill(0, box.contentStart + 4, box.contentStart + (isLong ? 20 : 12));
  };
}

const cleanMovieHeader: CleanBox = (bytes, box) => {
  cleanHeader({ short: 100, long: 112 })(bytes, box);
  const reserved = box.contentStart + (bytes[box.contentStart] === 1 ? 38 : 26);
  bytes.fill(0, reserved, reserved + 10);
  // QuickTime's preview, poster and selection, behind the matrix.
  bytes.fill(0, reserved + 46, reserved + 70);
};

/** The handler's kind of media stays; its vendor and name do not. */
const cleanHandler: CleanBox = (bytes, box) => {
  if (box.end - box.contentStart < 12) throw new MalformedFilm();
  bytes.fill(0, box.contentStart + 12, box.end);
};

/** All media lie in the file itself: flags say so, and a path to another file is none of them. */
const cleanDataReferences: CleanBox = (bytes, box) => {
  for (const entry of listBoxes(bytes, box.contentStart + 8, box.end)) {
    const isOwnFile = (readCount(bytes, entry, 0) & 1) === 1;
    if (!isOwnFile) throw new MalformedFilm();
    endAfter(bytes, entry, 4);
  }
};

const cleanEditList: CleanBox = (bytes, box) =>
  table(4, bytes[box.contentStart] === 1 ? 20 : 12)(bytes, box);

const cleanSampleSizes: CleanBox = (bytes, box) => {
  const count = readCount(bytes, box, 4) > 0 ? 0 : readCount(bytes, box, 8);
  endAfter(bytes, box, 12 + 4 * count);
};

/** How a decoder gets ready before a sample; other groups are of no use to a viewer. */
const ROLL = ["roll", "prol"];

const cleanSampleGroups: CleanBox = (bytes, box) => {
  const isLong = bytes[box.contentStart] === 1;
  const grouping = String.fromCharCode(
    ...bytes.subarray(box.contentStart + 4, box.contentStart + 8),
  );
  if (!ROLL.includes(grouping)) eraseBox(bytes, box);
  else table(isLong ? 12 : 8, 8)(bytes, box);
};

const cleanGroupDescriptions: CleanBox = (bytes, box) => {
  const grouping = String.fromCharCode(
    ...bytes.subarray(box.contentStart + 4, box.contentStart + 8),
  );
  // Two bytes each.
  const isPlain = bytes[box.contentStart] === 1 && readCount(bytes, box, 8) === 2;
  if (isPlain && ROLL.includes(grouping)) table(12, 2)(bytes, box);
  else eraseBox(bytes, box);
};

/** Tables that say when a sample is shown and how it depends on others. */
export const SAMPLE_GROUP_RULES: Readonly<Record<string, CleanBox>> = {
  sbgp: cleanSampleGroups,
  sgpd: cleanGroupDescriptions,
};

function trackRules(handler: string): CleanBox {
  const sampleTable = cleanChildren({
    ...SAMPLE_GROUP_RULES,
    stsd: cleanSampleEntries(handler),
    stts: table(4, 8),
    ctts: table(4, 8),
    cslg: (bytes, box) => endAfter(bytes, box, bytes[box.contentStart] === 1 ? 44 : 24),
    stsc: table(4, 12),
    stsz: cleanSampleSizes,
    stco: table(4, 4),
    co64: table(4, 8),
    stss: table(4, 4),
    stps: table(4, 4),
  });
  return cleanChildren({
    tkhd: cleanHeader({ short: 84, long: 96 }),
    edts: cleanChildren({ elst: cleanEditList }),
    tapt: cleanChildren({ clef: fixed(12), prof: fixed(12), enof: fixed(12) }),
    mdia: cleanChildren({
      mdhd: cleanHeader({ short: 24, long: 36 }),
      hdlr: cleanHandler,
      minf: cleanChildren({
        vmhd: fixed(12),
        smhd: fixed(8),
        hdlr: cleanHandler,
        dinf: cleanChildren({ dref: cleanDataReferences }),
        stbl: sampleTable,
      }),
    }),
  });
}

/** The kinds of tracks of which one each stays. */
const KEPT_HANDLERS = ["vide", "soun"];

/** What decides whether a track is shown. */
interface Track {
  readonly box: MemoryBox;
  readonly id: number;
  readonly handler: string;
  readonly isEnabled: boolean;
}

/**
 * Cleans the index of a film (`moov`) where it lies in memory: boxes keep their sizes, so that no media move.
 * One track of pictures and one of sound stay, those that a player shows; all others become free space,
 * as does whatever is not needed to play.
 *
 * @throws {@link MalformedFilm}
 */
export function cleanMovie(bytes: Uint8Array, movie: MemoryBox): KeptTracks {
  const boxes = childrenOf(bytes, movie);
  const tracks = boxes.filter(({ type }) => type === "trak").map((box) => readTrack(bytes, box));
  const kept = KEPT_HANDLERS.flatMap((handler) => {
    const candidates = tracks.filter((track) => track.handler === handler);
    return candidates.find(({ isEnabled }) => isEnabled) ?? candidates[0] ?? [];
  });
  // Whatever is wrong with its picture: the rest alone is another film.
  if (kept[0]?.handler !== "vide") throw new MalformedFilm();
  const trackIds = new Set(kept.map(({ id }) => id));
  let defaultSampleBytes: Map<number, number> | null = null;
  for (const box of boxes) {
    const track = kept.find((candidate) => candidate.box === box);
    if (track !== undefined) trackRules(track.handler)(bytes, box);
    else if (box.type === "mvhd") cleanMovieHeader(bytes, box);
    else if (box.type === "mvex") defaultSampleBytes = cleanExtends(bytes, box, trackIds);
    else eraseBox(bytes, box);
  }
  const isFragmented = defaultSampleBytes !== null;
  const samples = kept.flatMap(({ box }) => rangesOf(bytes, box, isFragmented));
  return { trackIds, samples, defaultSampleBytes };
}

function readTrack(bytes: Uint8Array, box: MemoryBox): Track {
  const children = childrenOf(bytes, box);
  const header = children.find(({ type }) => type === "tkhd");
  const media = children.find(({ type }) => type === "mdia");
  const handlerBox = media && childrenOf(bytes, media).find(({ type }) => type === "hdlr");
  const handlerAt = (handlerBox?.contentStart ?? bytes.length) + 8;
  const handler = String.fromCharCode(...bytes.subarray(handlerAt, handlerAt + 4));
  if (header === undefined) {
    // Picture or sound that cannot be told from what is disabled; anything else goes anyway.
    if (KEPT_HANDLERS.includes(handler)) throw new MalformedFilm();
    return { box, id: 0, handler, isEnabled: false };
  }
  const idAt = bytes[header.contentStart] === 1 ? 20 : 12;
  return {
    box,
    id: readCount(bytes, header, idAt),
    handler,
    isEnabled: (readCount(bytes, header, 0) & 1) === 1,
  };
}

/** `mvex`: what holds for all fragments. */
function cleanExtends(
  bytes: Uint8Array,
  box: MemoryBox,
  trackIds: ReadonlySet<number>,
): Map<number, number> {
  const defaults = new Map<number, number>();
  for (const child of childrenOf(bytes, box)) {
    const trackId = child.type === "trex" ? readCount(bytes, child, 4) : 0;
    if (trackIds.has(trackId)) {
      endAfter(bytes, child, 24);
      defaults.set(trackId, readCount(bytes, child, 16));
    } else if (child.type === "mehd") {
      endAfter(bytes, child, bytes[child.contentStart] === 1 ? 12 : 8);
    } else {
      eraseBox(bytes, child);
    }
  }
  return defaults;
}

function rangesOf(bytes: Uint8Array, track: MemoryBox, isFragmented: boolean): ByteRange[] {
  const find = (box: MemoryBox | undefined, type: string) =>
    box && childrenOf(bytes, box).find((child) => child.type === type);
  const sampleTable = find(find(find(track, "mdia"), "minf"), "stbl");
  const chunkRuns = find(sampleTable, "stsc");
  const sizes = find(sampleTable, "stsz");
  const offsets = find(sampleTable, "stco") ?? find(sampleTable, "co64");
  if (chunkRuns !== undefined && sizes !== undefined && offsets !== undefined) {
    return listSampleRanges(bytes, { chunkRuns, sizes, offsets });
  }
  // Where its samples lie is told by fragments, or by nobody.
  if (!isFragmented) throw new MalformedFilm();
  return [];
}
