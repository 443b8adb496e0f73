import { describe, expect, it } from "vitest";
import { ByteSink } from "../../../../lib/capture/bytes/byte-sink";
import { readStream, type StreamPieces } from "../../../../lib/capture/stream/read-stream";
import type { ClipSpan } from "../../../../lib/media/clip-span";
import type { StreamMark } from "../../../../lib/jobs/stream-mark";
import { JobFailure } from "../../../../lib/errors/job-error";
import { SOURCE } from "../../jobs/example-records";
import { never } from "../../x/scripted-x";
import { MemoryBytes } from "../bytes/memory-bytes";

const PAGE = "https://user:secret@video.test/watch?id=5#now";
const LIST = "https://video.test/list.m3u8";

type Site = (request: Request) => Response | undefined;

async function read(
  site: Site,
  allowed: readonly string[] = ["https://video.test/*"],
  earlier: { readonly store: MemoryBytes; readonly mark: StreamMark | null } | null = null,
  wish: { readonly wantsAll?: boolean; readonly part?: ClipSpan } = {},
) {
  const store = earlier?.store ?? new MemoryBytes(16);
  const asked: string[] = [];
  const referers: string[] = [];
  let pieces: StreamPieces = { runs: [] };
  const error = await readStream(
    {
      ...SOURCE,
      element: "video",
      url: LIST,
      pageUrl: PAGE,
      ...(wish.wantsAll !== undefined && { wantsAll: wish.wantsAll }),
    },
    earlier?.mark ?? null,
    ({ filmMs }) => wish.part ?? { startMs: filmMs - 9_000, endMs: filmMs - 5_000 },
    {
      async fetch(input, init) {
        const request = new Request(input, init);
        const range = request.headers.get("range");
        asked.push(`${new URL(request.url).pathname}${range === null ? "" : ` ${range}`}`);
        return site(request) ?? new Response("", { status: 404 });
      },
      withReferer(_host, referer, task) {
        referers.push(referer);
        return task();
      },
      seeRedirect: async (_url, request) => ({ response: await request(), redirectUrl: null }),
      mayFetch: (origin) => Promise.resolve(allowed.includes(origin)),
      openStream(stored, markAt) {
        const free = { maxBytes: Infinity, refuse: () => new Error("too large") };
        const begin =
          stored === null
            ? { mark: null, isUnseen: false }
            : { bytes: stored.storedBytes, head: new Uint8Array() };
        return Promise.resolve(
          new ByteSink(
            store.bytes,
            () => free,
            () => 0,
            begin,
            markAt,
          ),
        );
      },
      tier: "standard",
    },
    never,
  ).then(
    (found) => {
      pieces = found;
      return null;
    },
    (failure: unknown) => {
      if (failure instanceof JobFailure) return failure.error;
      throw failure;
    },
  );
  return { error, asked, referers, ...pieces, store, text: (await store.content()).toString() };
}

/** A site of files by their path. */
const files =
  (content: Readonly<Record<string, string>>): Site =>
  ({ url }) => {
    const text = content[new URL(url).pathname];
    return text === undefined ? undefined : new Response(text);
  };

const lines = (...all: string[]) => ["#EXTM3U", ...all].join("\n");
const PIECES = lines(
  '#EXT-X-MAP:URI="begin"',
  "#EXTINF:4,",
  "one",
  "#EXTINF:4,",
  "two",
  "#EXT-X-ENDLIST",
);
/** A box of MP4, whose name is what a piece is known by. */
const box = (name: string, content: string) =>
  `\0\0\0${String.fromCharCode(8 + content.length)}${name}${content}`;
const BEGIN = box("ftyp", "(begin)");
const ONE = box("moof", "(one)");
const TWO = box("styp", "(two)");
const CONTENT = { "/begin": BEGIN, "/one": ONE, "/two": TWO };

describe("a stream", () => {
  it("is its beginning and its pieces, one behind the other", async () => {
    const { error, text, runs } = await read(files({ "/list.m3u8": PIECES, ...CONTENT }));
    expect([error, text]).toEqual([null, BEGIN + ONE + TWO]);
    expect(runs).toEqual([
      { carries: "picture-and-sound", startByte: 0, endByte: text.length, clock: 0, atMs: 0 },
    ]);
  });

  it("is read in the best quality that it offers", async () => {
    const choice = lines(
      "#EXT-X-STREAM-INF:BANDWIDTH=1000,RESOLUTION=320x180",
      "low.m3u8",
      "#EXT-X-STREAM-INF:BANDWIDTH=9000,RESOLUTION=1280x720",
      "high.m3u8",
    );
    const site = files({ "/list.m3u8": choice, "/high.m3u8": PIECES, ...CONTENT });
    expect((await read(site)).asked).toEqual([
      "/list.m3u8",
      "/high.m3u8",
      "/begin",
      "/one",
      "/two",
    ]);
  });

  it("is read in a lesser one where the best is larger than X takes", async () => {
    const choice = lines(
      "#EXT-X-STREAM-INF:BANDWIDTH=1000,RESOLUTION=320x180",
      "low.m3u8",
      // 8 s of it are 20 GB.
      "#EXT-X-STREAM-INF:BANDWIDTH=20000000000,RESOLUTION=7680x4320",
      "high.m3u8",
    );
    const site = files({
      "/list.m3u8": choice,
      "/high.m3u8": PIECES,
      "/low.m3u8": lines("#EXTINF:8,", "one", "#EXT-X-ENDLIST"),
      ...CONTENT,
    });
    const { text } = await read(site);
    expect(text).toBe(ONE);
  });

  const APART = {
    "/list.m3u8": lines(
      '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",URI="sound.m3u8"',
      '#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO="a"',
      "film.m3u8",
    ),
    "/film.m3u8": PIECES,
    "/sound.m3u8": lines("#EXTINF:8,", "sound", "#EXT-X-ENDLIST"),
    "/sound": box("moof", "(sound)"),
    ...CONTENT,
  };

  it("whose sound is apart is stored picture first", async () => {
    const { error, text, runs } = await read(files(APART));
    expect([error, text]).toEqual([null, BEGIN + ONE + TWO + APART["/sound"]]);
    const endByte = (BEGIN + ONE + TWO).length;
    expect(runs).toMatchObject([
      { carries: "picture-and-sound", startByte: 0, endByte },
      { carries: "sound", startByte: endByte, endByte: text.length, clock: 0, atMs: 0 },
    ]);
  });

  it("tells where its clock starts anew", async () => {
    const list = lines("#EXTINF:4,", "one", "#EXT-X-DISCONTINUITY", "#EXTINF:4,", "two");
    const { runs } = await read(files({ "/list.m3u8": list, ...CONTENT }));
    expect(runs).toMatchObject([
      { endByte: ONE.length, clock: 0, atMs: 0 },
      { startByte: ONE.length, clock: 1, atMs: 4000 },
    ]);
  });

  it("that is live is what is listed now, and of that no more than X takes", async () => {
    const live = lines("#EXTINF:700,", "one", "#EXTINF:700,", "two");
    const { error, text } = await read(files({ "/list.m3u8": live, ...CONTENT }));
    // The first piece lies in the 20 minutes with its end only.
    expect([error, text]).toEqual([null, ONE + TWO]);
    const longer = lines("#EXTINF:700,", "gone", "#EXTINF:700,", "one", "#EXTINF:700,", "two");
    expect((await read(files({ "/list.m3u8": longer, ...CONTENT }))).text).toBe(ONE + TWO);
  });

  it("goes on where it was cut off, with whatever piece that was", async () => {
    const whole = await read(files(APART));
    for (const missing of ["/one", "/two", "/sound"]) {
      const cut = await read((request) => {
        if (new URL(request.url).pathname === missing) throw new TypeError("No network");
        return files(APART)(request);
      });
      expect(cut.error?.code).toBe("source-unreachable");
      // What fills no run is lost with the worker.
      const { store } = cut;
      const { mark } = store;
      store.runs.splice(0, Infinity, ...store.runs.filter(({ blob }) => blob.size === 16));
      const rest = await read(files(APART), undefined, { store, mark });
      expect([rest.error, rest.text, rest.runs]).toEqual([null, whole.text, whole.runs]);
      if (missing !== "/one") expect(rest.asked).not.toContain("/begin");
    }
  });

  it("with a piece that ends within a box is not whole, and goes on once that piece is", async () => {
    const list = { "/list.m3u8": PIECES };
    const cut = await read(files({ ...list, ...CONTENT, "/two": TWO.slice(0, -2) }));
    expect(cut.error).toMatchObject({
      code: "truncated-file",
      details: { damage: "ends-early", totalBytes: TWO.length - 2 },
    });
    const { store } = cut;
    const { mark } = store;
    store.runs.splice(0, Infinity, ...store.runs.filter(({ blob }) => blob.size === 16));
    const whole = await read(files({ ...list, ...CONTENT }), undefined, { store, mark });
    expect(whole).toMatchObject({ error: null, text: BEGIN + ONE + TWO });
  });

  it("begins anew where it is another one by now", async () => {
    const { store } = await read(files({ "/list.m3u8": PIECES, ...CONTENT }));
    const other = { "/list.m3u8": lines("#EXTINF:4,", "two", "#EXT-X-ENDLIST"), ...CONTENT };
    const { text } = await read(files(other), undefined, { store, mark: store.mark });
    expect(text).toBe(TWO);
  });

  it("may be parts of one file, which are asked for as such", async () => {
    const list = lines(
      "#EXT-X-BYTERANGE:5@7",
      "all",
      "#EXT-X-BYTERANGE:3",
      "all",
      "#EXT-X-ENDLIST",
    );
    const { error, asked } = await read((request) =>
      request.url === LIST ? new Response(list) : new Response(ONE, { status: 206 }),
    );
    expect(error).toBeNull();
    expect(asked).toEqual(["/list.m3u8", "/all bytes=7-11", "/all bytes=12-14"]);
    // All of the file instead of the part would be stored twice.
    const whole = await read(files({ "/list.m3u8": list, "/all": "all of it" }));
    expect(whole.error?.code).toBe("source-http-error");
  });

  it("is asked for as the page does once the site refuses, and from then on", async () => {
    const inner = files({ "/list.m3u8": PIECES, ...CONTENT });
    const { error, asked, referers } = await read((request) =>
      request.credentials === "include" ? inner(request) : new Response("", { status: 403 }),
    );
    expect(error).toBeNull();
    expect(asked).toEqual([
      // Plainly, with a Referer, with cookies: which is known from then on.
      "/list.m3u8",
      "/list.m3u8",
      "/list.m3u8",
      "/begin",
      "/one",
      "/two",
    ]);
    expect(new Set(referers)).toEqual(new Set(["https://video.test/watch?id=5"]));
  });

  it("is asked for plainly on every other site, whatever has helped at its own", async () => {
    const asked: string[] = [];
    const list = lines("https://cdn.test/one", "https://other.test/two", "#EXT-X-ENDLIST");
    const { error } = await read(
      (request) => {
        asked.push(`${new URL(request.url).host} ${request.credentials}`);
        if (request.url === LIST) {
          return request.credentials === "include"
            ? new Response(list)
            : new Response("", { status: 403 });
        }
        return request.url.includes("other")
          ? new Response("", { status: 403 })
          : new Response(ONE);
      },
      ["https://video.test/*", "https://cdn.test/*", "https://other.test/*"],
    );
    expect(error?.code).toBe("source-forbidden");
    expect(asked.slice(-2)).toEqual(["cdn.test omit", "other.test omit"]);
  });

  it.each([
    ["a page", "<!doctype html><title>Yours</title>".padEnd(300, " ")],
    ["a picture", "\u00ff\u00d8\u00ff\u00e0".padEnd(300, " ")],
    ["a text that is shorter than what is looked at", "secret"],
    ["a piece of another kind of stream", `G${" ".repeat(187)}G`],
    ["nothing", ""],
  ])("is refused where a later piece is %s", async (_name, piece) => {
    const { error, text } = await read(files({ "/list.m3u8": PIECES, ...CONTENT, "/two": piece }));
    expect(error?.code).toBe("not-media");
    expect(text).not.toContain("secret");
  });

  it.each(["http://127.0.0.1/one", "https://router.lan/one", "https://api.x.com/2/users/me"])(
    "never reads %s, whatever is allowed",
    async (piece) => {
      const { error, asked } = await read(files({ "/list.m3u8": lines(piece, "#EXT-X-ENDLIST") }), [
        "*://127.0.0.1/*",
        "https://router.lan/*",
        "https://api.x.com/*",
      ]);
      expect([error?.code, asked]).toEqual(["unsupported-source", ["/list.m3u8"]]);
    },
  );

  it("whose pieces lie on a site that may not be read names that site", async () => {
    const list = lines("https://cdn.test/one", "#EXT-X-ENDLIST");
    expect((await read(files({ "/list.m3u8": list }))).error).toMatchObject({
      code: "permission-refused",
      details: { origin: "https://cdn.test/*" },
    });
  });

  it("that is longer than X takes is fetched where a part of it is wanted, and nowhere else", async () => {
    const list = lines(
      "#EXTINF:1991,",
      "before",
      "#EXTINF:4,",
      "one",
      "#EXTINF:4,",
      "two",
      "#EXTINF:1,",
      "behind",
      "#EXT-X-ENDLIST",
    );
    const { error, asked, window, text } = await read(files({ "/list.m3u8": list, ...CONTENT }));
    expect(error).toBeNull();
    // From 1991 s to 1995 s.
    expect(asked).toEqual(["/list.m3u8", "/one"]);
    expect(text).toBe(ONE);
    expect(window).toEqual({
      startMs: 1_991_000,
      endMs: 1_995_000,
      filmMs: 2_000_000,
      longestMs: 1_200_000,
    });
  });

  describe("of more than 140 s that X takes whole", () => {
    const minutes = (secs: number) =>
      lines(
        `#EXTINF:${secs - 9},`,
        "before",
        "#EXTINF:4,",
        "one",
        "#EXTINF:5,",
        "two",
        "#EXT-X-ENDLIST",
      );
    const content = { "/before": ONE, ...CONTENT };
    const take = (secs: number, wish = {}) =>
      read(files({ "/list.m3u8": minutes(secs), ...content }), undefined, null, wish);

    it("is fetched where a part of it is wanted", async () => {
      const { asked, window } = await take(600);
      expect(asked).toEqual(["/list.m3u8", "/one"]);
      expect(window).toEqual({
        startMs: 591_000,
        endMs: 595_000,
        filmMs: 600_000,
        longestMs: null,
      });
    });

    it("is fetched whole where the person wants all of it", async () => {
      for (const wish of [{ wantsAll: true }, { part: { startMs: 0, endMs: 600_000 } }]) {
        const { asked, window } = await take(600, wish);
        expect([asked.length, window]).toEqual([4, undefined]);
      }
    });

    it("ends there, and where X does not take it", async () => {
      expect((await take(140)).window).toBeUndefined();
      expect((await take(141)).window?.longestMs).toBeNull();
      expect((await take(1200)).window?.longestMs).toBeNull();
      expect((await take(1201, { wantsAll: true })).window?.longestMs).toBe(1_200_000);
    });
  });

  it("that X takes whole is fetched whole, and is no part of anything", async () => {
    const { window } = await read(files({ "/list.m3u8": PIECES, ...CONTENT }));
    expect(window).toBeUndefined();
  });

  it.each<[string, string, string]>([
    [
      "encrypted",
      lines('#EXT-X-KEY:METHOD=AES-128,URI="k"', "one", "#EXT-X-ENDLIST"),
      "protected-video",
    ],
    ["without a piece", lines("#EXT-X-ENDLIST"), "streamed-video"],
    ["a choice of choices", lines("#EXT-X-STREAM-INF:BANDWIDTH=1", "list.m3u8"), "streamed-video"],
    ["missing a piece", lines("gone", "#EXT-X-ENDLIST"), "source-not-found"],
    ["no playlist any more", "<!doctype html>", "not-media"],
  ])("%s is an error with a name", async (_name, list, code) => {
    const { error } = await read(files({ "/list.m3u8": list, ...CONTENT }));
    expect(error?.code).toBe(code);
  });

  it("tells which sounds and subtitles it has besides", async () => {
    const media = (type: string, language: string, name: string) =>
      `#EXT-X-MEDIA:TYPE=${type},GROUP-ID="g",LANGUAGE="${language}",NAME="${name}",URI="${type}-${language}"`;
    const choice = lines(
      media("AUDIO", "en", "English"),
      media("AUDIO", "fr", "Français"),
      media("SUBTITLES", "fr", "Français"),
      '#EXT-X-STREAM-INF:BANDWIDTH=1000,AUDIO="g",SUBTITLES="g"',
      "pieces",
    );
    const site = (pieces: string) =>
      files({ "/list.m3u8": choice, "/pieces": pieces, "/AUDIO-en": pieces, ...CONTENT });
    const french = { id: "fr/Français", language: "fr", name: "Français" };
    const sounds = [{ id: "en/English", language: "en", name: "English" }, french];
    const { tracks } = await read(site(PIECES));
    expect(tracks).toEqual({ url: LIST, sounds, soundId: "en/English", subtitles: [french] });
    // Nobody could say when they are shown.
    const live = await read(site(PIECES.replace("#EXT-X-ENDLIST", "")));
    expect(live.tracks?.subtitles).toEqual([]);
    const cut = await read(site(PIECES.replace("#EXTINF:4,\ntwo", "#EXT-X-DISCONTINUITY\n$&")));
    expect(cut.tracks?.subtitles).toEqual([]);
    // Nothing to choose.
    const { tracks: none } = await read(files({ "/list.m3u8": PIECES, ...CONTENT }));
    expect(none).toBeUndefined();
  });

  it("whose key is named behind its first piece is refused before a piece or the key is asked for", async () => {
    const key = '#EXT-X-KEY:METHOD=AES-128,URI="/key"';
    const { error, asked } = await read(
      files({ "/list.m3u8": lines("one", key, "two", "#EXT-X-ENDLIST"), ...CONTENT }),
    );
    expect([error?.code, asked]).toEqual(["protected-video", ["/list.m3u8"]]);
  });

  it("that lists more pieces than any film has is given up before one is asked for", async () => {
    const endless = lines(...Array<string>(40_000).fill("#EXTINF:0,\none"));
    const { error, asked } = await read(files({ "/list.m3u8": endless, ...CONTENT }));
    expect([error?.code, asked]).toEqual(["streamed-video", ["/list.m3u8"]]);
  });

  it("whose playlist has no end is given up", async () => {
    const line = new TextEncoder().encode(`#EXTM3U\n${"#".repeat(1_000_000)}\n`);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(line);
      },
    });
    const { error } = await read(() => new Response(endless));
    expect(error?.code).toBe("streamed-video");
    expect(sent).toBeLessThan(20);
  });
});
