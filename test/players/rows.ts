import { setTimeout as delay } from "node:timers/promises";
import { waitUntil } from "../browser/harness/wait-until";
import type { Gallery } from "../pages/start-gallery";
import {
  endlessList,
  eventList,
  listWithAdvert,
  liveManifest,
  master,
  windowList,
} from "./made-lists";
import { FILM_SECS, LONG_FRAMES_PER_SEC } from "./film-package";
import type { PlayerRow, RowScene } from "./player-row";

const FILM = { picture: "film.mp4", sound: "film.mp4" };
const APART = { picture: "picture.mp4", sound: "en.m4a" };
const MUXED = { player: "hls", sound: "muxed", source: FILM } as const;

/** Offers a text that is made for each request. */
function offerText(gallery: Gallery, name: string, make: () => string, type = HLS_TYPE): void {
  gallery.offerFile(name, () => {
    const bytes = new TextEncoder().encode(make());
    return { contentType: type, totalBytes: bytes.length, chunks: () => [bytes] };
  });
}
const HLS_TYPE = "application/vnd.apple.mpegurl";

const withMaster =
  (name: string, text: string) =>
  ({ gallery }: RowScene) =>
    offerText(gallery, name, () => text);

/** A player whose buffer is full asks for a piece when one is played, two seconds later. */
const PLAYER_RESTS_MS = 700;

const SLOW = { latencyMs: 20, bandwidthBitsPerSecond: 8_000_000 };
const FAST = { latencyMs: 0, bandwidthBitsPerSecond: Infinity };

/** Every way in which today's players play a film, and how it ends. */
export const ROWS: readonly PlayerRow[] = [
  { ...MUXED, container: "HLS TS", list: "ts/list.m3u8", needs: /^ts\// },
  {
    ...MUXED,
    container: "HLS TS",
    sound: "apart",
    source: APART,
    list: "ts-master.m3u8",
    needs: /^ts-(?:picture|en)\//,
    prepare: withMaster("ts-master.m3u8", master("ts", { sounds: ["en"] })),
  },
  { ...MUXED, container: "HLS fMP4", list: "fmp4/list.m3u8", needs: /^fmp4\// },
  {
    ...MUXED,
    container: "HLS fMP4",
    player: "shaka",
    sound: "apart",
    source: APART,
    list: "fmp4-master.m3u8",
    needs: /^fmp4-(?:picture|en)\//,
    prepare: withMaster("fmp4-master.m3u8", master("fmp4", { sounds: ["en"] })),
  },
  {
    ...MUXED,
    container: "HLS fMP4",
    sound: "apart",
    subtitles: true,
    language: "fr",
    source: { ...APART, sound: "fr.m4a" },
    list: "words-master.m3u8",
    needs: /^fmp4-(?:picture|fr)\//,
    prepare(scene) {
      const options = { sounds: ["en", "fr", "de"], subtitles: true };
      withMaster("words-master.m3u8", master("fmp4", options))(scene);
    },
  },
  {
    ...MUXED,
    container: "HLS fMP4",
    sound: "apart",
    chosen: "de",
    source: { ...APART, sound: "de.m4a" },
    list: "spoken-master.m3u8",
    needs: /^fmp4-(?:picture|de)\//,
    prepare: withMaster("spoken-master.m3u8", master("fmp4", { sounds: ["en", "fr", "de"] })),
  },
  {
    ...MUXED,
    container: "HLS fMP4, 360 to 2160",
    sound: "none",
    source: { picture: "tall1080.mp4", sound: null },
    list: "tall-master.m3u8",
    needs: /^tall1080\//,
    secs: 4,
    framesPerSec: 5,
    prepare({ gallery }) {
      const sizes = ["640x360", "3840x2160", "1920x1080"];
      offerText(gallery, "tall-master.m3u8", () =>
        [
          "#EXTM3U",
          ...sizes.flatMap((size, at) => [
            `#EXT-X-STREAM-INF:BANDWIDTH=${(at + 1) * 500_000},CODECS="avc1.640028",RESOLUTION=${size}`,
            `tall${size.split("x")[1]}/list.m3u8`,
          ]),
        ].join("\n"),
      );
    },
  },
  {
    ...MUXED,
    container: "HLS fMP4",
    happens: "an advertisement of another coder in its middle",
    source: { ...FILM, advert: "advert.mp4" },
    list: "advert.m3u8",
    needs: /^fmp4(?:-advert)?\//,
    secs: FILM_SECS + 4,
    prepare: ({ gallery, film }) => offerText(gallery, "advert.m3u8", () => listWithAdvert(film)),
  },
  {
    container: "HLS TS, ten minutes of 1080p",
    player: "hls",
    sound: "none",
    happens: "over 50 Mbit/s",
    list: "long/list.m3u8",
    // The player stands at its beginning.
    needs: /^long\/piece(?:\d|1[0-4])\.ts$/,
    secs: 30,
    framesPerSec: LONG_FRAMES_PER_SEC,
    prepare({ gallery, film }) {
      for (const name of film.makeLong()) {
        const contentType = name.endsWith("m3u8") ? HLS_TYPE : "video/mp2t";
        gallery.offerFile(name, () => {
          const bytes = film.bytes(name);
          return { contentType, totalBytes: bytes.length, chunks: () => [bytes] };
        });
      }
    },
    withinTimes: 1.3,
    async beforeClick({ gallery }) {
      // The player fills its buffer: what it fetches later would share the link.
      let asked = -1;
      await waitUntil("the player to rest", async () => {
        const before = asked;
        asked = gallery.requests.length;
        if (asked !== before || gallery.requests.some(({ outcome }) => outcome === "open")) {
          await delay(PLAYER_RESTS_MS);
          return false;
        }
        return true;
      });
      gallery.shapeLink({ latencyMs: 20, bandwidthBitsPerSecond: 50_000_000 });
    },
  },
  { ...MUXED, container: "HLS TS ranges", list: "ts-ranges/list.m3u8", needs: /^ts-ranges\// },
  {
    ...MUXED,
    container: "HLS fMP4 ranges",
    list: "fmp4-ranges/list.m3u8",
    needs: /^fmp4-ranges\//,
  },
  {
    ...MUXED,
    container: "HLS TS",
    live: "window",
    list: "live/list.m3u8",
    needs: /^ts\//,
    prepare({ gallery, film }) {
      const sinceMs = Date.now();
      offerText(gallery, "live/list.m3u8", () => windowList(film, Date.now() - sinceMs));
    },
  },
  {
    ...MUXED,
    container: "HLS fMP4",
    live: "event",
    list: "event/list.m3u8",
    needs: /^fmp4\//,
    prepare({ gallery, film }) {
      const sinceMs = Date.now();
      offerText(gallery, "event/list.m3u8", () => eventList(film, Date.now() - sinceMs));
    },
  },
  ...(
    [
      ["DASH template, numbers", "dash-numbers"],
      ["DASH template, time line", "dash-times"],
      ["DASH list of ranges", "dash-ranges"],
      ["DASH one file with sidx", "dash-index"],
    ] as const
  ).map(([container, folder]): PlayerRow => ({
    container,
    player: "shaka",
    sound: "apart",
    source: APART,
    list: `${folder}/list.mpd`,
    needs: new RegExp(`^${folder}/`),
  })),
  {
    container: "DASH template, time line",
    player: "shaka",
    sound: "apart",
    language: "de-AT",
    source: { ...APART, sound: "de.m4a" },
    list: "dash-languages/list.mpd",
    needs: /^dash-languages\/\w+[03][-.]/,
  },
  {
    container: "DASH template, numbers",
    player: "shaka",
    sound: "apart",
    live: "window",
    source: APART,
    list: "dash-live/list.mpd",
    needs: /^dash-numbers\//,
    prepare({ gallery, film }) {
      const text = liveManifest(film, Date.now());
      offerText(gallery, "dash-live/list.mpd", () => text, "application/dash+xml");
    },
  },
  {
    ...MUXED,
    container: "HLS TS",
    happens: "AES-128",
    list: "aes-128/list.m3u8",
    needs: /^$/,
    ends: "failed: protected-video",
  },
  {
    ...MUXED,
    container: "HLS fMP4",
    happens: "SAMPLE-AES",
    list: "sample-aes.m3u8",
    needs: /^$/,
    isUnplayable: true,
    ends: "failed: protected-video",
    prepare({ gallery, film }) {
      const key = `#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://key",KEYFORMAT="com.apple.streamingkeydelivery"`;
      const list = film.text("fmp4/list.m3u8").replace("#EXT-X-MAP", `${key}\n#EXT-X-MAP`);
      offerText(gallery, "sample-aes.m3u8", () => list.replaceAll(/(piece|begin)/g, "fmp4/$1"));
    },
  },
  {
    ...MUXED,
    container: "a film of EME",
    happens: "keys in the element",
    list: "",
    needs: /^$/,
    construct: "protected-video",
    isForSecurePages: true,
    isUnplayable: true,
    ends: "failed: protected-video",
  },
  {
    ...MUXED,
    container: "HLS TS",
    happens: "a piece is gone: 404",
    list: "ts/list.m3u8",
    needs: /^ts\//,
    ends: "failed: source-not-found",
    beforeClick: ({ gallery }) => gallery.refuse("ts/piece5.ts", 404),
  },
  {
    ...MUXED,
    container: "HLS TS",
    happens: "a piece answers 500, then comes",
    list: "ts/list.m3u8",
    needs: /^ts\//,
    beforeClick: ({ gallery }) => gallery.refuse("ts/piece5.ts", 500, 2),
  },
  {
    ...MUXED,
    container: "HLS fMP4",
    happens: "a piece ends early",
    list: "short/list.m3u8",
    needs: /^(?:fmp4|short)\//,
    ends: "failed: truncated-file",
    prepare({ gallery, film }) {
      const list = film.text("fmp4/list.m3u8").replaceAll(/(piece|begin)/g, "../fmp4/$1");
      offerText(gallery, "short/list.m3u8", () => list.replace("../fmp4/piece5.m4s", "piece5.m4s"));
      const whole = film.bytes("fmp4/piece5.m4s");
      gallery.offer("short/piece5.m4s", "video/iso.segment", whole);
    },
    beforeClick({ gallery, film }) {
      const whole = film.bytes("fmp4/piece5.m4s");
      gallery.offer("short/piece5.m4s", "video/iso.segment", whole.subarray(0, whole.length >> 1));
    },
  },
  {
    ...MUXED,
    container: "HLS fMP4",
    happens: "site not allowed, then allowed",
    origin: "http://cdn.test",
    list: "fmp4/list.m3u8",
    needs: /^fmp4\//,
    mend: ({ viewer }) => viewer.allowSite("http://cdn.test/*"),
  },
  ...(
    [
      ["full-buffer", "250 requests before it"],
      ["worker", "a worker loads the list"],
      ["frame", "another frame loads the list"],
    ] as const
  ).map(([hides, happens]): PlayerRow => ({
    ...MUXED,
    container: "HLS fMP4",
    happens,
    hides,
    list: "absolute.m3u8",
    needs: /^fmp4\//,
    prepare: ({ gallery, film }) =>
      offerText(gallery, "absolute.m3u8", () =>
        film
          .text("fmp4/list.m3u8")
          .replaceAll(/(piece|begin)/g, "http://gallery.test/made/fmp4/$1"),
      ),
  })),
  {
    ...MUXED,
    container: "HLS fMP4",
    happens: "its site shares nothing",
    list: "unshared/list.m3u8",
    needs: /^fmp4\//,
    prepare({ gallery, film }) {
      for (const name of film.list()) {
        if (!name.startsWith("fmp4/")) continue;
        const type = name.endsWith("m3u8") ? HLS_TYPE : "video/mp4";
        gallery.offer(name.replace("fmp4/", "unshared/"), type, film.bytes(name));
      }
    },
    mend: ({ viewer }) => viewer.allowSite("http://gallery.test/*"),
  },
  {
    ...MUXED,
    container: "HLS fMP4",
    happens: "the list has no end",
    list: "endless/list.m3u8",
    needs: /^fmp4\//,
    ends: "failed: streamed-video",
    prepare: ({ gallery, film }) =>
      offerText(gallery, "endless/list.m3u8", () =>
        film.text("fmp4/list.m3u8").replaceAll(/(piece|begin)/g, "../fmp4/$1"),
      ),
    beforeClick: ({ gallery }) => gallery.offerFile("endless/list.m3u8", endlessList),
  },
  {
    ...MUXED,
    container: "HLS fMP4",
    happens: "the worker dies",
    list: "fmp4/list.m3u8",
    needs: /^fmp4\//,
    beforeClick: ({ gallery }) => gallery.shapeLink(SLOW),
    async afterClick({ gallery, viewer }) {
      await viewer.stored(1);
      await viewer.endWorker();
      gallery.shapeLink(FAST);
    },
    mend: ({ viewer }) => viewer.allowSite("http://gallery.test/*"),
  },
  {
    ...MUXED,
    container: "HLS fMP4",
    happens: "the browser dies",
    list: "fmp4/list.m3u8",
    needs: /^fmp4\//,
    beforeClick: ({ gallery }) => gallery.shapeLink(SLOW),
    async afterClick({ gallery, viewer }) {
      await viewer.stored(1);
      await viewer.restart?.();
      gallery.shapeLink(FAST);
    },
    mend: ({ viewer }) => viewer.allowSite("http://gallery.test/*"),
  },
];
