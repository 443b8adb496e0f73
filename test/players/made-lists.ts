import type { GalleryFile } from "../pages/gallery-files";
import { FILM_SECS, type FilmPackage, PIECE_SECS } from "./film-package";

/** So many pieces does a live list name. */
const WINDOW_PIECES = 4;
const ALL_PIECES = FILM_SECS / PIECE_SECS;

/** The list of a film's qualities, its sound apart, and its subtitles where wanted. */
export function master(
  kind: "ts" | "fmp4",
  {
    sounds,
    subtitles = false,
  }: { readonly sounds: readonly string[]; readonly subtitles?: boolean },
): string {
  const words = `#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="words",NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,URI="words.m3u8"`;
  const own = `AUDIO="sound",CODECS="avc1.64000d,mp4a.40.2"${subtitles ? `,SUBTITLES="words"` : ""}`;
  return [
    "#EXTM3U",
    "#EXT-X-VERSION:7",
    ...sounds.map(
      (language, at) =>
        `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="${language}",LANGUAGE="${language}",DEFAULT=${at === 0 ? "YES" : "NO"},AUTOSELECT=YES,URI="${kind}-${language}/list.m3u8"`,
    ),
    ...(subtitles ? [words] : []),
    `#EXT-X-STREAM-INF:BANDWIDTH=700000,RESOLUTION=160x90,${own}`,
    `${kind}-small/list.m3u8`,
    `#EXT-X-STREAM-INF:BANDWIDTH=3000000,RESOLUTION=320x180,${own}`,
    `${kind}-picture/list.m3u8`,
  ].join("\n");
}

/** The subtitles of the whole film, as one piece whose clock is that of MPEG-TS. */
export const WORDS_LIST = [
  "#EXTM3U",
  `#EXT-X-TARGETDURATION:${FILM_SECS}`,
  `#EXTINF:${FILM_SECS},`,
  "words.vtt",
  "#EXT-X-ENDLIST",
].join("\n");
export const WORDS = `WEBVTT
X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0

00:00:01.000 --> 00:00:05.000
The picture counts its frames.
`;

/** What a live stream lists: its latest pieces; those before have gone. */
export function windowList(film: FilmPackage, elapsedMs: number): string {
  const gone = Math.min(ALL_PIECES - WINDOW_PIECES, Math.floor(elapsedMs / 1000 / PIECE_SECS));
  return cut(film.text("ts/list.m3u8"), "../ts/", gone, gone + WINDOW_PIECES, "");
}

/** What an event lists: everything so far. */
export function eventList(film: FilmPackage, elapsedMs: number): string {
  const end = Math.min(ALL_PIECES, WINDOW_PIECES + Math.floor(elapsedMs / 1000 / PIECE_SECS));
  return cut(film.text("fmp4/list.m3u8"), "../fmp4/", 0, end, "#EXT-X-PLAYLIST-TYPE:EVENT");
}

function cut(text: string, folder: string, from: number, to: number, more: string): string {
  const [map] = /#EXT-X-MAP.*/.exec(text) ?? [];
  const pieces = [...text.matchAll(/#EXTINF:.*\n.+/g)].map(([piece]) => piece);
  return [
    "#EXTM3U",
    "#EXT-X-VERSION:7",
    `#EXT-X-TARGETDURATION:${PIECE_SECS}`,
    `#EXT-X-MEDIA-SEQUENCE:${from}`,
    ...[more, map ?? ""].filter((line) => line !== ""),
    ...pieces.slice(from, to),
  ]
    .join("\n")
    .replaceAll(/(?<=^|")(?=(?:piece|begin))/gm, folder);
}

/** The film with an advertisement of four seconds in its middle. */
export function listWithAdvert(film: FilmPackage): string {
  const half = ALL_PIECES / 2;
  const text = film.text("fmp4/list.m3u8");
  const [before, after] = [
    cut(text, "fmp4/", 0, half, ""),
    cut(text, "fmp4/", half, ALL_PIECES, "#EXT-X-DISCONTINUITY"),
  ];
  const advert = cut(
    film.text("fmp4-advert/list.m3u8"),
    "fmp4-advert/",
    0,
    2,
    "#EXT-X-DISCONTINUITY",
  );
  const inside = (list: string) => list.slice(list.indexOf("#EXT-X-DISCONTINUITY"));
  return [before, inside(advert), inside(after), "#EXT-X-ENDLIST"].join("\n");
}

/** The manifest of a live film of which a third has been sent. */
export function liveManifest(film: FilmPackage, nowMs: number): string {
  const startedMs = nowMs - WINDOW_PIECES * PIECE_SECS * 1000;
  return film
    .text("dash-numbers/list.mpd")
    .replace(
      'type="static"',
      `type="dynamic" availabilityStartTime="${new Date(startedMs).toISOString()}"
      timeShiftBufferDepth="PT${WINDOW_PIECES * PIECE_SECS}S" minimumUpdatePeriod="PT2S" suggestedPresentationDelay="PT4S"`,
    )
    .replace(/mediaPresentationDuration="[^"]*"/, "")
    .replaceAll(/(initialization|media)="/g, '$1="../dash-numbers/');
}

/** A list that goes on for ever. */
export function endlessList(): GalleryFile {
  const line = new TextEncoder().encode("#EXTINF:2,\n../fmp4/piece0.m4s\n".repeat(1000));
  return {
    contentType: "application/vnd.apple.mpegurl",
    totalBytes: undefined,
    *chunks() {
      yield new TextEncoder().encode("#EXTM3U\n#EXT-X-TARGETDURATION:2\n");
      for (;;) yield line;
    },
  };
}
