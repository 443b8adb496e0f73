import { readFileSync } from "node:fs";
import { withEdits } from "../browser/media/edit-lists";
import { type MadeMedia, surf } from "../browser/media/made-media";
import { bmpOf, icoOf } from "../fuzz/build-bmp";
import { addDamagedFilms } from "./damaged-films";
import { addFilmKinds } from "./film-kinds";
import { addPictureKinds } from "./picture-kinds";

type Bytes = Uint8Array<ArrayBuffer>;

/** A file that is nearly as usual, and what a player shows of it. */
export interface Neighbour {
  readonly name: string;
  readonly bytes: Bytes;
  /** The file that shows the same; null where nothing can be compared, or where it may be refused. */
  readonly shownAs: string | null;
  /** From where in that file, and how much of it, where not all is shown. */
  readonly part?: { readonly fromSecs: number; readonly secs: number };
  /** Content is missing: a named error is as right as what is left. */
  readonly isCut?: true;
  /** A film of which Chromium plays only the sound: over it stands the menu of a sound. It is chosen as an own file. */
  readonly hasNoPictureHere?: true;
  /** Of a folder that somebody else has filled. */
  readonly isStrange?: true;
}

/** Adds a file to the table. */
export type AddNeighbour = (name: string, bytes: Bytes, more?: Partial<Neighbour>) => void;

/** Which files are wanted, by their names: others need not be made. */
export type IsWanted = (name: string) => boolean;

const media = (name: string): Bytes =>
  new Uint8Array(readFileSync(new URL(`../pages/media/${name}`, import.meta.url)));

const joined = (...parts: readonly (Uint8Array | string)[]): Bytes =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));

/** Every format, and how many bytes its end mark takes; 0 where it has none. */
const END_MARKS: Readonly<Record<string, number>> = {
  "harbor.jpg": 2,
  "dunes.png": 12,
  "waves.gif": 1,
  "forest.webp": 0,
  "source.mp4": 0,
  "hybrid.mp4": 0,
  "meadow.mov": 0,
  "brook.webm": 0,
  "source.mkv": 0,
  "source.ts": 0,
  "lantern.avif": 0,
  "dunes.heic": 0,
  "dunes.jxl": 0,
  "kite.svg": 0,
  "grey.bmp": 0,
  "grey.ico": 0,
};

/** Makes each usual file, and then its neighbours. */
export function makeNeighbours(made: MadeMedia, isWanted: IsWanted): Neighbour[] {
  const base = makeBases(made);
  const rows: Neighbour[] = [];
  const add: AddNeighbour = (name, bytes, more = {}) =>
    void rows.push({ name, bytes, shownAs: null, ...more });
  for (const [file, endBytes] of Object.entries(END_MARKS)) {
    const bytes = base(file);
    const shownAs = file;
    add(`as it is, ${file}`, bytes, { shownAs });
    // Behind a drawing anything else is no XML any more: no browser shows it.
    const behind = file.endsWith(".svg") ? ({ shownAs, isCut: true } as const) : { shownAs };
    add(`zeros behind, ${file}`, joined(bytes, new Uint8Array(5)), behind);
    add(`words behind, ${file}`, joined(bytes, "SEFT and a camera's own words"), behind);
    const half = bytes.slice(0, Math.floor(bytes.length / 2));
    add(`half of it, ${file}`, half, { isCut: true });
    if (endBytes > 0) add(`no end mark, ${file}`, bytes.slice(0, -endBytes), { shownAs });
  }
  addFilms(made, base("source.mp4"), add, isWanted);
  addDrawings(made, add);
  addFilmKinds(made, add, isWanted);
  addDamagedFilms(made, add, isWanted);
  addPictureKinds(made, add, isWanted);
  return rows;
}

function makeBases(made: MadeMedia): (name: string) => Bytes {
  const copy = (name: string) => made.make(name, ["-i", made.path("source.mp4"), "-c", "copy"]);
  const x264 = ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-bf", "2"];
  made.make("source.mp4", [...surf("scale=160:90,fps=25", 4), ...x264, "-g", "25", "-c:a", "aac"]);
  copy("source.mkv");
  copy("source.ts");
  const hybrid = ["-c", "copy", "-movflags", "+frag_keyframe"];
  made.make("hybrid.mp4", ["-i", made.path("source.mp4"), ...hybrid]);
  made.write("grey.bmp", bmpOf(40, 30));
  made.write("grey.ico", icoOf(40, 30));
  for (const name of Object.keys(END_MARKS)) {
    if (!/^(?:source|hybrid|grey)\./.test(name)) made.write(name, media(name));
  }
  return (name) => new Uint8Array(made.bytes(name));
}

function addFilms(made: MadeMedia, source: Bytes, add: AddNeighbour, isWanted: IsWanted): void {
  const shownAs = "source.mp4";
  const remux = (name: string, ...args: readonly string[]) => {
    if (!isWanted(name)) return;
    const bytes = made.make(name, ["-i", made.path(shownAs), "-c", "copy", ...args]);
    add(name, new Uint8Array(bytes), { shownAs });
  };
  for (const format of ["mp4", "mov", "mkv", "ts"]) {
    remux(`starts at 100 s.${format}`, "-output_ts_offset", "100");
  }
  remux("starts at 10 h.ts", "-output_ts_offset", "36000");
  remux("wraps.ts", "-output_ts_offset", "95441.5");
  remux("index first.mp4", "-movflags", "+faststart");
  remux("index first.mov", "-movflags", "+faststart");
  remux("fragments.mp4", "-movflags", "+frag_keyframe+empty_moov+default_base_moof");
  remux("fragments.mov", "-movflags", "+frag_keyframe+empty_moov");
  remux("fragments of 0.2 s.mp4", "-movflags", "+empty_moov", "-frag_duration", "200000");
  remux("hybrid with later frames.mp4", "-movflags", "+frag_keyframe");
  remux(
    "fragments with lists.mp4",
    "-movflags",
    "+frag_keyframe+empty_moov+default_base_moof+global_sidx",
  );
  remux("without edit list.mp4", "-use_editlist", "0");
  remux("live.mkv", "-live", "1");
  remux("no index.mkv", "-cluster_time_limit", "200", "-write_crc32", "0");
  const edited = (name: string, fromMs: number, durationMs: number) => {
    const part = { fromSecs: (fromMs - 80) / 1000, secs: durationMs / 1000 };
    add(name, withEdits(source, [{ durationMs, fromMs }]), { shownAs, part });
  };
  edited("shows its middle.mp4", 1520, 2000);
  edited("shows its beginning.mp4", 80, 3000);
  edited("shows its end.mp4", 2080, 2000);
  const pieces = [
    { durationMs: 1000, fromMs: 2080 },
    { durationMs: 1000, fromMs: 80 },
  ];
  add("two pieces.mp4", withEdits(source, pieces));
  add("free space behind.mp4", joined(source, freeBox(64)), { shownAs });
  const transport = new Uint8Array(made.bytes("source.ts"));
  add("clock set back.ts", joined(transport, transport));
  add("not from a packet on.ts", transport.slice(40), { shownAs });
  const middle = 188 * Math.floor(transport.length / 376) + 50;
  const [begin, rest] = [transport.subarray(0, middle), transport.subarray(middle)];
  add("lacks a byte.ts", joined(begin, rest.subarray(1)), { shownAs });
  add("a byte too many.ts", joined(begin, "x", rest), { shownAs });
  add("something else between.ts", joined(begin, "else".repeat(400), rest), { shownAs });
  const lost = 3 * 188;
  add("lost packets.ts", joined(begin, rest.subarray(lost)), { isCut: true });
  add("zeros between.ts", joined(begin, new Uint8Array(lost), rest.subarray(lost)), {
    isCut: true,
  });
}

function freeBox(totalBytes: number): Buffer {
  const box = Buffer.alloc(totalBytes);
  box.writeUInt32BE(totalBytes, 0);
  box.write("free", 4);
  return box;
}

function addDrawings(made: MadeMedia, add: AddNeighbour): void {
  const shape = '<path d="M0 0h60v40z" fill="#c33"/><rect x="70" y="5" width="20" height="30"/>';
  const root = (attributes: string, content = shape) =>
    `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${content}</svg>`;
  const drawings: Readonly<Record<string, string | Buffer>> = {
    "percent.svg": root('width="100%" height="100%" viewBox="0 0 100 40"'),
    "no size.svg": root('viewBox="0 0 100 40"'),
    "no view box.svg": root('width="100" height="40"'),
    "millimetres.svg": root('width="50mm" height="20mm" viewBox="0 0 100 40"'),
    "size in its style.svg": root('style="width:100px;height:40px" viewBox="0 0 100 40"'),
    "view box from the left.svg": root('viewBox="-20 -10 140 60"'),
    "prologue.svg": `<?xml version="1.0"?><!-- by hand -->\n${root('viewBox="0 0 100 40"')}`,
    "doctype.svg": `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">${root('viewBox="0 0 100 40"')}`,
    "prefix.svg": `<a:svg xmlns:a="http://www.w3.org/2000/svg" viewBox="0 0 100 40"><a:rect width="90" height="30"/></a:svg>`,
    "utf-16.svg": Buffer.from(`\uFEFF${root('viewBox="0 0 100 40"')}`, "utf16le"),
    "words in html.svg": root(
      'viewBox="0 0 100 40"',
      '<foreignObject width="100" height="40"><p xmlns="http://www.w3.org/1999/xhtml">words</p></foreignObject>',
    ),
    "moves.svg": root(
      'viewBox="0 0 100 40"',
      '<rect width="20" height="20"><animate attributeName="x" to="50" dur="1s" fill="freeze"/></rect>',
    ),
    "styled.svg": root('viewBox="0 0 100 40"', `<style>path{fill:teal}</style>${shape}`),
  };
  for (const [name, text] of Object.entries(drawings)) {
    const bytes = joined(text);
    // Of HTML in a drawing ffmpeg shows nothing: there is nothing to compare with.
    if (!Buffer.from(bytes).includes("foreignObject")) made.write(name, bytes);
    add(name, bytes, { shownAs: name });
  }
}
