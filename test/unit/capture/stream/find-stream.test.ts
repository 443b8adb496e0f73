import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findStream } from "../../../../lib/capture/stream/find-stream";
import { JobFailure } from "../../../../lib/errors/job-error";
import type { FilmOffer } from "../../../../lib/jobs/capture-source";
import { SOURCE } from "../../jobs/example-records";
import { never } from "../../x/scripted-x";

const SITE = "https://video.test";
const list = (...lines: string[]) => ["#EXTM3U", ...lines].join("\n");
const media = (seconds: number, ...more: string[]) =>
  list(`#EXTINF:${seconds},`, "piece.ts", "#EXT-X-ENDLIST", ...more);
const FILES: Readonly<Record<string, string>> = {
  "/main.m3u8": list("#EXT-X-STREAM-INF:BANDWIDTH=9,RESOLUTION=1920x1080", "high.m3u8"),
  "/high.m3u8": media(60),
  "/upright.m3u8": list("#EXT-X-STREAM-INF:BANDWIDTH=9,RESOLUTION=1080x1920", "upright-high.m3u8"),
  "/upright-high.m3u8": media(60),
  "/advert.m3u8": media(15),
  "/copy.m3u8": media(60),
  "/with-words.m3u8": list(
    `#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="English",URI="words.m3u8"`,
    `#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=9,URI="frames.m3u8"`,
    `#EXT-X-STREAM-INF:BANDWIDTH=9,SUBTITLES="s"`,
    "high.m3u8",
  ),
  "/words.m3u8": media(60),
  "/frames.m3u8": media(60),
  "/live.m3u8": list("#EXTINF:60,", "piece.ts"),
  "/film.mpd": readFileSync(
    new URL("../../../pages/media/apart/list.mpd", import.meta.url),
    "utf8",
  ),
};

async function find(
  paths: readonly string[],
  film: Partial<FilmOffer> = {},
  more: {
    readonly streamUrl?: string;
    readonly site?: string;
    readonly allowed?: boolean;
    readonly isOwnSiteClosed?: boolean;
  } = {},
) {
  const site = more.site ?? SITE;
  const loaded = paths.map((path) => ({
    url: path.startsWith("/") ? `${site}${path}` : path,
    kind: path.includes(".mp4") ? ("film" as const) : ("list" as const),
  }));
  const asked: string[] = [];
  return findStream(
    {
      ...SOURCE,
      element: "video",
      url: "blob:https://video.test/1",
      pageUrl: `${SITE}/watch`,
      ...(more.streamUrl !== undefined && { streamUrl: more.streamUrl }),
    },
    {
      durationMs: 60_000,
      isLive: false,
      atMs: 0,
      widthPx: 1280,
      heightPx: 720,
      language: "",
      loaded,
      ...film,
    },
    {
      fetch(input, init) {
        const request = new Request(input, init);
        asked.push(`${request.url} ${request.credentials}`);
        const text = FILES[new URL(request.url).pathname];
        return Promise.resolve(
          text === undefined ? new Response("", { status: 404 }) : new Response(text),
        );
      },
      withReferer: (_url, _referer, task) => task(),
      seeRedirect: async (_url, request) => ({ response: await request(), redirectUrl: null }),
      mayFetch: () => Promise.resolve(more.allowed ?? false),
      isOwnSiteClosed: more.isOwnSiteClosed ?? false,
    },
    never,
  ).catch((failure: unknown) => {
    if (failure instanceof JobFailure) return failure.error;
    throw failure;
  });
}

describe("what a player feeds to a video", () => {
  it("is the list of its length, whatever the page has loaded besides", async () => {
    expect(await find(["/advert.m3u8", "/main.m3u8"])).toBe(`${SITE}/main.m3u8`);
    expect(await find(["/main.m3u8", "/live.m3u8"], { isLive: true, durationMs: null })).toBe(
      `${SITE}/live.m3u8`,
    );
  });

  it("is the choice of qualities, not one of them that the player has loaded, too", async () => {
    expect(await find(["/high.m3u8", "/main.m3u8"])).toBe(`${SITE}/main.m3u8`);
  });

  it("is found behind all that its player has loaded since it began", async () => {
    const loaded = [...Array.from({ length: 12 }, () => "/advert.m3u8"), "/high.m3u8"];
    expect(await find([...loaded, "/main.m3u8"])).toBe(`${SITE}/main.m3u8`);
  });

  it("does not ask for the site of an advertisement that was loaded later", async () => {
    const advert = "https://advert.test/advert.m3u8";
    expect(await find([advert, "/main.m3u8"])).toBe(`${SITE}/main.m3u8`);
    expect(await find([advert, "/advert.m3u8"])).toMatchObject({
      code: "permission-refused",
      details: { origin: "https://advert.test/*" },
    });
  });

  it("is not the list of its subtitles, or of its pictures for seeking", async () => {
    const loaded = ["/words.m3u8", "/frames.m3u8", "/with-words.m3u8"];
    expect(await find(loaded)).toBe(`${SITE}/with-words.m3u8`);
  });

  it("is live too where the player tells what was listed so far as its length", async () => {
    expect(await find(["/live.m3u8"], { durationMs: 61_000 })).toBe(`${SITE}/live.m3u8`);
    // Pieces that have left the list since are part of that length, and some may have come.
    expect(await find(["/live.m3u8"], { durationMs: 900_000 })).toBe(`${SITE}/live.m3u8`);
    expect(await find(["/live.m3u8"], { durationMs: 50_000 })).toBe(`${SITE}/live.m3u8`);
    expect(await find(["/live.m3u8", "/main.m3u8"])).toBe(`${SITE}/main.m3u8`);
    expect(await find(["/live.m3u8"], { durationMs: 10_000 })).toMatchObject({
      code: "streamed-video",
    });
  });

  it("has the picture's ratio", async () => {
    expect(await find(["/upright.m3u8", "/main.m3u8"])).toBe(`${SITE}/main.m3u8`);
    expect(await find(["/upright.m3u8", "/main.m3u8"], { widthPx: 720, heightPx: 1280 })).toBe(
      `${SITE}/upright.m3u8`,
    );
  });

  it("may be named in the query, and may be DASH", async () => {
    expect(
      await find(["/film.mpd?token=1"], { durationMs: 4000, widthPx: 320, heightPx: 180 }),
    ).toBe(`${SITE}/film.mpd?token=1`);
  });

  it("is a file where no list was loaded", async () => {
    expect(await find(["/film.mp4"])).toBe(`${SITE}/film.mp4`);
  });

  it("is for the person to say where several fit", async () => {
    expect(await find(["/copy.m3u8", "/main.m3u8"])).toMatchObject({
      code: "several-streams",
      // By their places among what was loaded: an address may be signed, and an error is shown and kept.
      details: { streams: "0 1" },
    });
    const streamUrl = `${SITE}/copy.m3u8`;
    expect(await find(["/copy.m3u8", "/main.m3u8"], {}, { streamUrl })).toBe(streamUrl);
  });

  it.each<[string, readonly string[], string]>([
    ["nothing was loaded", [], "streamed-video"],
    ["no list is of its length", ["/advert.m3u8"], "streamed-video"],
    ["its list is gone", ["/gone.m3u8"], "source-not-found"],
  ])("cannot be had where %s", async (_why, paths, code) => {
    expect(await find(paths)).toMatchObject({ code });
  });

  it("asks for the page's own site where the click opens it to the page alone", async () => {
    const closed = { isOwnSiteClosed: true };
    expect(await find(["/main.m3u8"], {}, closed)).toMatchObject({
      code: "permission-refused",
      details: { origin: `${SITE}/*` },
    });
    const allowed = { ...closed, allowed: true };
    expect(await find(["/main.m3u8"], {}, allowed)).toBe(`${SITE}/main.m3u8`);
  });

  it("on another site asks for that site, and never for one that a page must not name", async () => {
    const site = "https://cdn.test";
    expect(await find(["/main.m3u8"], {}, { site })).toMatchObject({
      code: "permission-refused",
      details: { origin: "https://cdn.test/*" },
    });
    expect(await find(["/main.m3u8"], {}, { site, allowed: true })).toBe(`${site}/main.m3u8`);
    const router = { site: "http://192.168.0.1", allowed: true };
    expect(await find(["/main.m3u8"], {}, router)).toMatchObject({ code: "unsupported-source" });
    expect(await find(["/cam.mp4"], {}, router)).toMatchObject({ code: "streamed-video" });
  });
});
