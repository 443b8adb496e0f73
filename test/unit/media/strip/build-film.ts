import { box } from "../build-mp4";
import { type BytePart, joinBytes, u16, u32 } from "../join-bytes";

type Bytes = Uint8Array<ArrayBuffer>;

/** A track of a film: what kind it is, whether a player shows it, and its samples. */
export interface FilmTrack {
  readonly handler: string;
  readonly isEnabled?: boolean;
  /** The handler's name, as a camera writes its own. */
  readonly name?: string;
  readonly samples: readonly string[];
  /** More boxes in the track. */
  readonly more?: readonly BytePart[];
}

/** A film whose samples lie track after track, sample by sample in turn. */
export interface FilmPlan {
  readonly tracks: readonly FilmTrack[];
  /** Where the index stands. */
  readonly indexFirst?: boolean;
  /** Bytes that no sample uses, in front of each. */
  readonly between?: string;
  /** More boxes in the index. */
  readonly more?: readonly BytePart[];
  /** More boxes, or what is none, at the end. */
  readonly behind?: readonly BytePart[];
}

/** When it was made: in 2026, in seconds since 1904. */
const MADE_AT = u32(3_860_000_000);

/** Builds a film with whole sample tables; its coded data are any text. */
export function buildFilm(plan: FilmPlan): Bytes {
  const { tracks, indexFirst = true, between = "", more = [], behind = [] } = plan;
  const turns = Math.max(...tracks.map(({ samples }) => samples.length));
  const placed = (mediaStart: number) => {
    const parts: string[] = [];
    const offsets = tracks.map((): number[] => []);
    let at = mediaStart;
    for (let turn = 0; turn < turns; turn += 1) {
      for (const [index, { samples }] of tracks.entries()) {
        const sample = samples[turn];
        if (sample === undefined) continue;
        parts.push(between, sample);
        offsets[index]?.push(at + between.length);
        at += between.length + sample.length;
      }
    }
    const index = box(
      "moov",
      movieHeader(),
      ...tracks.map((track, number) => trackBox(track, number + 1, offsets[number] ?? [])),
      ...more,
    );
    return { index, media: box("mdat", ...parts) };
  };
  const type = box("ftyp", "isom", u32(512), "isom", "mp41");
  const before = type.length + 8 + (indexFirst ? placed(0).index.length : 0);
  const { index, media } = placed(before);
  return joinBytes(type, ...(indexFirst ? [index, media] : [media, index]), ...behind);
}

function movieHeader(): Bytes {
  return box("mvhd", u32(0), MADE_AT, MADE_AT, u32(600), u32(1200), new Uint8Array(80));
}

function trackBox(track: FilmTrack, id: number, offsets: readonly number[]): Bytes {
  const { handler, isEnabled = true, name = "", samples, more = [] } = track;
  const count = samples.length;
  const entry =
    handler === "vide"
      ? [
          box(
            "avc1",
            new Uint8Array(42),
            [name.length],
            name.padEnd(31, "\0"),
            u16(24),
            u16(0xffff),
          ),
        ]
      : handler === "soun"
        ? [box("mp4a", new Uint8Array(28))]
        : [box(handler, new Uint8Array(8), name)];
  return box(
    "trak",
    box("tkhd", [0, 0, 0, isEnabled ? 7 : 6], MADE_AT, MADE_AT, u32(id), new Uint8Array(68)),
    box(
      "mdia",
      box("mdhd", u32(0), MADE_AT, MADE_AT, u32(600), u32(1200), u32(0)),
      box("hdlr", u32(0), u32(0), handler, new Uint8Array(12), name, [0]),
      box(
        "minf",
        box(
          "stbl",
          box("stsd", u32(0), u32(1), ...entry),
          box("stts", u32(0), u32(1), u32(count), u32(Math.round(1200 / Math.max(1, count)))),
          box("stsc", u32(0), u32(1), u32(1), u32(1), u32(1)),
          box("stsz", u32(0), u32(0), u32(count), ...samples.map(({ length }) => u32(length))),
          box("stco", u32(0), u32(count), ...offsets.map(u32)),
        ),
      ),
    ),
    ...more,
  );
}
