import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { CODERS, MadeMedia } from "../browser/media/made-media";
import { parseSidxPlace } from "./sidx-place";

/** The film of all rows: frames a second, and how long it is. Its pieces are of two seconds. */
export const FRAMES_PER_SEC = 25;
export const FILM_SECS = 24;
export const PIECE_SECS = 2;

/** A film of which nobody wants to wait for all. */
export const LONG_SECS = 600;
export const LONG_FRAMES_PER_SEC = 5;

/** The languages of its sound, the first the stream's own choice; each is a tone of its own. */
export const LANGUAGES = ["en", "fr", "de"] as const;

const QUIET = ["-fflags", "+bitexact", "-map_metadata", "-1"];
const HLS = ["-c", "copy", "-f", "hls", "-hls_time", String(PIECE_SECS), "-hls_list_size", "0"];
const VOD = [...HLS, "-hls_playlist_type", "vod"];
const DASH = ["-c", "copy", "-f", "dash", "-seg_duration", String(PIECE_SECS)];

/**
 * One film, packaged by ffmpeg in every way in which the rows play it, coded once: frames that come out of the
 * extension as they were coded here were copied. In a folder that is removed with it.
 */
export class FilmPackage {
  readonly #made = new MadeMedia();

  constructor() {
    this.#code();
    this.#packageHls();
    this.#packageDash();
  }

  path(name: string): string {
    return this.#made.path(name);
  }

  bytes(name: string): Uint8Array {
    return this.#made.bytes(name);
  }

  text(name: string): string {
    return readFileSync(this.path(name), "utf8");
  }

  /** Its files, such as "ts/list.m3u8". */
  list(): string[] {
    return readdirSync(this.path("."), { recursive: true, encoding: "utf8" }).filter((name) =>
      name.includes("/"),
    );
  }

  /**
   * Makes `long/list.m3u8`: ten minutes of 1080p at 5 Mbit/s, by filling. Not with the others: it is as large as it says.
   *
   * @returns the names of its files
   */
  makeLong(): string[] {
    const [bits, frames] = ["5M", String(LONG_FRAMES_PER_SEC)];
    const picture = ["-f", "lavfi", "-i", `color=gray:s=1920x1080:r=${frames}:d=${LONG_SECS}`];
    const coder = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"];
    const rate = ["-b:v", bits, "-minrate", bits, "-maxrate", bits, "-bufsize", bits];
    const filled = ["-x264-params", "nal-hrd=cbr:filler=1:scenecut=0"];
    const keys = ["-g", String(LONG_FRAMES_PER_SEC * PIECE_SECS)];
    const pieces = ["-f", "hls", "-hls_time", String(PIECE_SECS), "-hls_playlist_type", "vod"];
    const names = ["-hls_segment_filename", this.path("long/piece%d.ts")];
    this.#package("long/list.m3u8", [
      ...picture,
      ...coder,
      ...rate,
      ...filled,
      ...keys,
      ...pieces,
      ...names,
    ]);
    return this.list().filter((name) => name.startsWith("long/"));
  }

  remove(): void {
    this.#made.remove();
  }

  #code(): void {
    const picture = ["-f", "lavfi", "-i", `testsrc2=s=320x180:r=${FRAMES_PER_SEC}`];
    const coder = [
      "-c:v",
      "libx264",
      "-preset",
      "veryfast",
      "-pix_fmt",
      "yuv420p",
      "-bf",
      "2",
      "-crf",
      "6",
    ];
    const keys = ["-g", String(FRAMES_PER_SEC * PIECE_SECS), "-sc_threshold", "0"];
    const tone = (hertz: number) => ["-f", "lavfi", "-i", `sine=frequency=${hertz}`];
    const length = ["-t", String(FILM_SECS)];
    const sound = ["-c:a", "aac", "-b:a", "64k", "-ac", "2"];
    this.#made.make("picture.mp4", [...picture, ...coder, ...keys, ...length, ...QUIET]);
    this.#made.make("small.mp4", [...picture, "-s", "160x90", ...coder, ...keys, ...length]);
    for (const [at, language] of LANGUAGES.entries()) {
      this.#made.make(`${language}.m4a`, [...tone(300 + at * 300), ...sound, ...length, ...QUIET]);
    }
    this.#made.make("film.mp4", [...this.#inputs("picture.mp4", "en.m4a"), "-c", "copy"]);
    // An advertisement, as another coder makes it.
    const advert = ["-f", "lavfi", "-i", `smptebars=s=320x180:r=${FRAMES_PER_SEC}`, ...tone(1500)];
    const plain = ["-c:v", "libx264", "-profile:v", "baseline", "-pix_fmt", "yuv420p", "-crf", "6"];
    this.#made.make("advert.mp4", [...advert, ...plain, ...keys, ...sound, "-t", "4", ...QUIET]);
    for (const [name, size] of [
      ["tall2160", "3840x2160"],
      ["tall1080", "1920x1080"],
      ["tall360", "640x360"],
    ] as const) {
      const still = ["-f", "lavfi", "-i", `testsrc2=s=${size}:r=5`, "-t", "4", "-g", "10"];
      this.#made.make(`${name}.mp4`, [...still, ...CODERS.h264]);
    }
  }

  #inputs(...names: readonly string[]): string[] {
    return names.flatMap((name) => ["-i", this.path(name)]);
  }

  #package(name: string, args: readonly string[]): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    this.#made.make(name, args);
  }

  #hls(folder: string, source: string, args: readonly string[]): void {
    const ending = args.includes("fmp4") ? "m4s" : "ts";
    mkdirSync(this.path(folder), { recursive: true });
    // A single file has no number in its name.
    const name = args.includes("single_file") ? `all.${ending}` : `piece%d.${ending}`;
    const files = ["-hls_segment_filename", this.path(`${folder}/${name}`)];
    this.#package(`${folder}/list.m3u8`, [...this.#inputs(source), ...VOD, ...args, ...files]);
  }

  #packageHls(): void {
    const fmp4 = ["-hls_segment_type", "fmp4", "-hls_fmp4_init_filename", "begin.mp4"];
    const single = ["-hls_flags", "single_file"];
    this.#hls("ts", "film.mp4", []);
    this.#hls("ts-picture", "picture.mp4", []);
    this.#hls("ts-small", "small.mp4", []);
    this.#hls("ts-en", "en.m4a", []);
    this.#hls("ts-ranges", "film.mp4", single);
    this.#hls("fmp4", "film.mp4", fmp4);
    this.#hls("fmp4-advert", "advert.mp4", fmp4);
    this.#hls("fmp4-picture", "picture.mp4", fmp4);
    this.#hls("fmp4-small", "small.mp4", fmp4);
    this.#hls("fmp4-ranges", "film.mp4", [...fmp4, ...single]);
    for (const language of LANGUAGES) this.#hls(`fmp4-${language}`, `${language}.m4a`, fmp4);
    for (const height of [2160, 1080, 360]) {
      this.#hls(`tall${height}`, `tall${height}.mp4`, fmp4);
    }
    const key = this.path("key");
    writeFileSync(key, Buffer.alloc(16, 7));
    writeFileSync(this.path("key-info"), `key\n${key}\n`);
    this.#hls("aes-128", "film.mp4", ["-hls_key_info_file", this.path("key-info")]);
    writeFileSync(this.path("aes-128/key"), Buffer.alloc(16, 7));
  }

  #packageDash(): void {
    const named = (use: string) => [
      "-use_template",
      "1",
      "-use_timeline",
      use,
      "-init_seg_name",
      "begin$RepresentationID$.mp4",
      "-media_seg_name",
      "piece$RepresentationID$-$Number$.m4s",
    ];
    const all = this.#inputs("picture.mp4", "en.m4a", "fr.m4a", "de.m4a");
    const both = [...this.#inputs("picture.mp4", "en.m4a"), ...DASH];
    this.#package("dash-numbers/list.mpd", [...both, ...named("0")]);
    this.#package("dash-times/list.mpd", [...both, ...named("1")]);
    this.#package("dash-ranges/list.mpd", [...both, "-single_file", "1"]);
    const languages = LANGUAGES.flatMap((language, at) => [
      "-map",
      `${at + 1}:a`,
      `-metadata:s:a:${at}`,
      `language=${language}`,
    ]);
    const sets = "id=0,streams=0 id=1,streams=1 id=2,streams=2 id=3,streams=3";
    const args = [...DASH, ...named("1"), "-adaptation_sets", sets];
    this.#package("dash-languages/list.mpd", [...all, "-map", "0:v", ...languages, ...args]);
    this.#packageIndexed();
  }

  /** One file a track, with an index (`sidx`) in it: ffmpeg makes the files, but no manifest for them. */
  #packageIndexed(): void {
    const flags = ["-c", "copy", "-movflags", "+dash+global_sidx+frag_keyframe+empty_moov"];
    const frag = ["-frag_duration", String(PIECE_SECS * 1_000_000), "-f", "mp4"];
    this.#package("dash-index/picture.mp4", [
      ...this.#inputs("picture.mp4"),
      ...flags,
      "-f",
      "mp4",
    ]);
    this.#package("dash-index/sound.mp4", [...this.#inputs("en.m4a"), ...flags, ...frag]);
    const represent = (kind: string, attributes: string) => {
      const place = parseSidxPlace(this.bytes(`dash-index/${kind}.mp4`));
      return `<Representation id="${kind}" ${attributes}><BaseURL>${kind}.mp4</BaseURL>
        <SegmentBase indexRange="${place.startByte}-${place.endByte - 1}">
        <Initialization range="0-${place.headBytes - 1}"/></SegmentBase></Representation>`;
    };
    const picture = `codecs="avc1.64000d" bandwidth="300000" width="320" height="180"`;
    const sound = `codecs="mp4a.40.2" bandwidth="64000" audioSamplingRate="44100"`;
    writeFileSync(
      this.path("dash-index/list.mpd"),
      `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" minBufferTime="PT2S"
        profiles="urn:mpeg:dash:profile:isoff-on-demand:2011" mediaPresentationDuration="PT${FILM_SECS}S"><Period>
        <AdaptationSet contentType="video" mimeType="video/mp4">${represent("picture", picture)}</AdaptationSet>
        <AdaptationSet contentType="audio" mimeType="audio/mp4" lang="en">${represent("sound", sound)}</AdaptationSet>
      </Period></MPD>`,
    );
  }
}
