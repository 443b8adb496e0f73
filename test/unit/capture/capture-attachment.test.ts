import { describe, expect, it, vi } from "vitest";
import { captureAttachment, type Captured } from "../../../lib/capture/capture-attachment";
import type { CaptureEffects } from "../../../lib/capture/capture-effects";
import { receivePart } from "../../../lib/capture/bytes/expected-parts";
import type { PageReading } from "../../../lib/capture/page/page-messages";
import { captureFailure } from "../../../lib/errors/capture-failure";
import { JobFailure } from "../../../lib/errors/job-error";
import type { CaptureSource } from "../../../lib/jobs/capture-source";
import { MEDIA_LIMITS } from "../../../lib/media/media-limits";
import { attachmentIn, SOURCE } from "../jobs/example-records";
import { buildGif } from "../media/build-gif";
import { buildJpeg } from "../media/build-jpeg";
import { box, buildMp4, ftyp } from "../media/build-mp4";
import { buildFilm } from "../media/strip/build-film";
import { joinBytes } from "../media/join-bytes";
import { never } from "../x/scripted-x";
import { MemoryBytes } from "./bytes/memory-bytes";

const PICTURE = buildJpeg();
const LOGIN = new TextEncoder().encode("<!doctype html><title>Sign in</title>");

/** What the page does when it is asked to read: a file to send, or how it ends without one. */
type PageTurn = Uint8Array<ArrayBuffer> | PageReading | Error;

interface Setup {
  source?: Partial<CaptureSource>;
  site?: (url: string) => Response;
  /** One a reading; the last one again for all further readings. */
  page?: readonly PageTurn[];
  granted?: boolean;
  file?: Blob;
  tier?: CaptureEffects["tier"];
  isOther?: boolean;
  signal?: AbortSignal;
}

async function capture({
  source,
  site,
  page = [captureFailure("page-unreachable")],
  granted = true,
  file,
  tier,
  isOther = false,
  signal,
}: Setup) {
  const store = new MemoryBytes(65_536);
  const seen: string[] = [];
  const turns = [...page];
  const effects: CaptureEffects = {
    bytes: store.bytes,
    async fetch(input) {
      seen.push("fetch");
      if (site === undefined) throw new TypeError("Failed to fetch");
      return site(String(input));
    },
    seeRedirect: async (_url, request) => ({ response: await request(), redirectUrl: null }),
    withReferer: (_host, _referer, task) => task(),
    drawInFrame: () => Promise.resolve({ ended: "unreadable" }),
    cutFromTab: () => Promise.resolve(null),
    isOther: () => Promise.resolve(isOther),
    async readInFrame({ tabId, frameId }, { cache, ticket }) {
      seen.push(`page ${cache}`);
      const turn = (turns.length > 1 ? turns.shift() : turns[0]) ?? new Error("No turn is left");
      if (turn instanceof Error) throw turn;
      if (!(turn instanceof Uint8Array)) return turn;
      const part = {
        type: "capture-part",
        ticket,
        index: 0,
        blob: new Blob([turn]),
        answer: null,
        isLast: true,
      };
      const goOn = await receivePart(part, { tabId, frameId });
      return goOn ? { ended: "complete" } : { ended: "stopped" };
    },
    async mayFetch(origin) {
      seen.push(`may ${origin}`);
      return granted;
    },
    localFile: () => Promise.resolve(file ?? null),
    shownSize: () => null,
    tier: tier ?? "standard",
    now: () => 0,
  };
  const attachment = attachmentIn("capturing", { source: { ...SOURCE, ...source } });
  const outcome = await captureAttachment(attachment, effects, signal ?? never).catch(
    (error: unknown) => error,
  );
  if (outcome instanceof JobFailure) return { error: outcome.error, seen, store };
  if (outcome instanceof Error) return { outcome, seen, store };
  const captured = outcome as Captured;
  const media = captured.verdict === "as-is" ? captured.media : undefined;
  return { captured, outcome: media, seen, store };
}

const WORKER = {
  way: "worker",
  url: "https://cdn.test/a",
  neededOrigin: "https://cdn.test/*",
} as const;
const fromSite = (bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  capture({ source: WORKER, site: () => new Response(bytes, { headers }) });

describe("a capture", () => {
  it.each([
    ["page", { page: [PICTURE] }, ["page force-cache"]],
    ["worker", { site: () => new Response(PICTURE) }, ["may https://cdn.test/*", "fetch"]],
  ] as const)(
    "by way of the %s stores the bytes and says what they are",
    async (way, setup, steps) => {
      const source = way === "worker" ? WORKER : {};
      const { outcome, seen, store } = await capture({ source, ...setup });
      expect(outcome).toMatchObject({ mediaType: "image/jpeg", totalBytes: PICTURE.length });
      expect(seen).toEqual(steps);
      expect((await store.content()).equals(PICTURE)).toBe(true);
    },
  );

  it("of an address that is the file asks nobody", async () => {
    const base64 = Buffer.from(PICTURE).toString("base64");
    const source = { way: "inline", url: `data:image/jpeg;base64,${base64}` } as const;
    const site = (url: string) => new Response(Buffer.from(url.split(",")[1] ?? "", "base64"));
    const { outcome, seen } = await capture({ source, site });
    expect(outcome).toMatchObject({ mediaType: "image/jpeg" });
    expect(seen).toEqual(["fetch"]);
  });

  it("of what no extension may read says so without trying", async () => {
    const { error, seen } = await capture({ source: { way: "none", url: "file:///a.png" } });
    expect([error?.code, seen]).toEqual(["unsupported-source", []]);
  });

  it("without the permission it needs names the site, and asks neither it nor the page", async () => {
    for (const way of ["worker", "page"] as const) {
      const { error, seen } = await capture({ source: { ...WORKER, way }, granted: false });
      expect(error).toMatchObject({
        code: "permission-refused",
        details: { origin: "https://cdn.test/*" },
      });
      expect(seen).toEqual(["may https://cdn.test/*"]);
    }
  });

  it("says that the page shows another picture, also of one that has to be converted", async () => {
    const small = await capture({ page: [PICTURE], isOther: true });
    expect(small.captured).toMatchObject({ verdict: "as-is", isOther: true });
    const scan = Array<number>(6_000_000).fill(0);
    const large = await capture({ page: [buildJpeg({ scan })], isOther: true });
    expect(large.captured).toMatchObject({ verdict: "convert", isOther: true });
  });

  it("begins anew with nothing stored of an earlier try", async () => {
    expect((await fromSite(PICTURE)).store.begun).toEqual([null]);
  });
});

describe("trouble in the page", () => {
  it.each<[string, PageTurn]>([
    ["does not let us in", captureFailure("page-unreachable")],
    ["may not read its own pictures", { ended: "unreadable" }],
  ])("(it %s) is mended by the worker", async (_name, turn) => {
    const { outcome, seen } = await capture({ page: [turn], site: () => new Response(PICTURE) });
    expect(outcome).toMatchObject({ mediaType: "image/jpeg" });
    expect(seen).toEqual(["page force-cache", "fetch"]);
  });

  it("is what is told when the worker cannot reach the site either", async () => {
    const { error } = await capture({ page: [captureFailure("page-unreachable")] });
    expect(error?.code).toBe("page-unreachable");
  });

  it("with a picture that only the page can name stays trouble", async () => {
    for (const url of ["blob:https://gallery.test/1", ""]) {
      const { error, seen } = await capture({ source: { url }, page: [{ ended: "unreadable" }] });
      expect([error?.code, seen]).toEqual(["source-gone", ["page force-cache"]]);
    }
  });

  it.each<[string, PageTurn]>([
    ["a sign-in page", LOGIN],
    ["an empty file", { ended: "complete" }],
    ["a cut file", PICTURE.slice(0, 40)],
    ["a refusal", { ended: "http-error", httpStatus: 403 }],
  ])("that comes of a kept answer (%s) is mended by asking anew", async (_name, kept) => {
    const { outcome, seen } = await capture({ page: [kept, PICTURE] });
    expect(outcome).toMatchObject({ mediaType: "image/jpeg" });
    expect(seen).toEqual(["page force-cache", "page reload"]);
  });

  it("that stays is told as what it is", async () => {
    const refused = { ended: "http-error", httpStatus: 403 } as const;
    expect((await capture({ page: [refused] })).error?.code).toBe("source-forbidden");
    expect((await capture({ page: [LOGIN] })).error).toMatchObject({
      code: "not-media",
      details: { detected: "html" },
    });
  });
});

describe("what cannot be posted", () => {
  it.each<[string, Uint8Array<ArrayBuffer>, string, string]>([
    ["a page", LOGIN, "not-media", "html"],
    ["JSON", new TextEncoder().encode('{"error":"no"}'), "not-media", "json"],
    ["a document", new TextEncoder().encode("%PDF-1.7\n"), "unsupported-type", "pdf"],
    ["noise", new Uint8Array(5000).fill(3), "unsupported-type", "unknown"],
  ])("(%s) is refused by its first bytes", async (_name, bytes, code, detected) => {
    let sent = 0;
    const body = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          sent += 1;
          if (sent === 1) controller.enqueue(bytes);
          else if (sent > 200) controller.close();
          else controller.enqueue(new Uint8Array(1000).fill(0x20));
        },
      });
    const { error, store } = await capture({ source: WORKER, site: () => new Response(body()) });
    expect(error).toMatchObject({ code, details: { detected } });
    expect(sent).toBeLessThan(60);
    expect(store.runs).toEqual([]);
  });

  it("is told from what is cut short", async () => {
    expect((await fromSite(PICTURE.slice(0, 60))).error?.code).toBe("truncated-file");
    expect((await fromSite(new Uint8Array())).error?.code).toBe("empty-file");
  });

  it("a video that is announced to be too large for anybody is not downloaded", async () => {
    const { standard, premium } = MEDIA_LIMITS.tweet_video;
    const announce = (bytes: number) => ({ "content-length": String(bytes) });
    const video = buildMp4();
    const site = (bytes: number) => () => new Response(video, { headers: announce(bytes) });
    const over = await capture({ source: WORKER, site: site(premium.maxBytes + 1) });
    expect(over.error).toMatchObject({
      code: "too-large",
      details: { category: "tweet_video", limit: premium.maxBytes, actual: premium.maxBytes + 1 },
    });
    expect(over.store.runs).toEqual([]);
    // Part of it can be posted.
    const within = await capture({ source: WORKER, site: site(standard.maxBytes + 1) });
    expect(within.outcome).toMatchObject({ category: "tweet_video" });
  });

  it("a GIF is known by its bytes, whatever the element", async () => {
    expect((await fromSite(buildGif({ frames: 3 }))).outcome).toMatchObject({
      category: "tweet_gif",
    });
  });
});

describe("what X would not take as it is", () => {
  it("an image over 5 MB is read to its end and kept for a conversion", async () => {
    const large = buildJpeg({ scan: Array<number>(6_000_000).fill(0) });
    const { captured, store } = await fromSite(large);
    expect(captured).toMatchObject({
      verdict: "convert",
      conversion: { kind: "picture", source: { type: "image/jpeg", totalBytes: large.length } },
    });
    expect((await store.content()).length).toBe(large.length);
  });

  it("a type that a browser may be able to decode is kept for a conversion", async () => {
    const avif = joinBytes(ftyp("avif"), Array<number>(5000).fill(1));
    expect((await fromSite(avif)).captured).toMatchObject({
      verdict: "convert",
      conversion: { kind: "picture", source: { type: "avif", totalBytes: avif.length } },
    });
  });

  it("a video that is too long for the account is told with the limit, and can be trimmed", async () => {
    const long = buildMp4({ durationMs: 21 * 60_000 });
    const { maxDurationMs } = MEDIA_LIMITS.tweet_video.standard;
    expect((await fromSite(long)).captured).toMatchObject({
      verdict: "trimmable",
      refusal: { code: "too-long", details: { limit: maxDurationMs, actual: 21 * 60_000 } },
      media: { durationMs: 21 * 60_000 },
      trimToMs: maxDurationMs,
    });
    const site = () => new Response(long);
    expect((await capture({ source: WORKER, site, tier: "premium" })).outcome).toBeDefined();
  });
});

describe("a picture that is posted as it is", () => {
  const EXIF = [0xff, 0xe1, 0, 14, ...Buffer.from("Exif\0\0"), 1, 2, 3, 4, 5, 6];

  it("leaves its location and camera behind", async () => {
    const tagged = joinBytes(PICTURE.subarray(0, 2), EXIF, PICTURE.subarray(2));
    const { outcome, store } = await fromSite(tagged);
    expect(outcome).toMatchObject({ totalBytes: PICTURE.length });
    expect((await store.content()).equals(PICTURE)).toBe(true);
  });

  it("is not converted for what it leaves behind", async () => {
    const extra = Array<number>(6_000_000).fill(0);
    const { outcome, store } = await fromSite(joinBytes(PICTURE, extra));
    expect(outcome).toMatchObject({ totalBytes: PICTURE.length });
    expect((await store.content()).equals(PICTURE)).toBe(true);
  });
});

describe("a film that is posted as it is", () => {
  it("leaves its location behind, and keeps its size", async () => {
    const film = buildFilm({
      tracks: [{ handler: "vide", samples: ["picture"] }],
      more: [box("udta", "+51.5007-000.1246/")],
    });
    const { outcome, store } = await fromSite(film);
    expect(outcome).toMatchObject({ totalBytes: film.length });
    const content = (await store.content()).toString("latin1");
    expect(content).not.toContain("51.5007");
    expect(content).toContain("picture");
  });
});

describe("what nobody can tell picture from hidden data in", () => {
  it("is drawn or copied anew, never uploaded", async () => {
    const jpeg = joinBytes(
      PICTURE.subarray(0, 2),
      [0xff, 0xdd, 0, 9, 0, 0, 1, 2, 3, 4, 5],
      PICTURE.subarray(2),
    );
    expect((await fromSite(jpeg)).captured).toMatchObject({
      verdict: "convert",
      conversion: { kind: "picture", because: "hidden-data" },
    });
    const film = buildMp4();
    film.set(Buffer.from("what"), Buffer.from(film).indexOf("stsz"));
    expect((await fromSite(film)).captured).toMatchObject({
      verdict: "convert",
      conversion: { kind: "video", because: "hidden-data" },
    });
  });
});

describe("cancelling", () => {
  it("ends a capture with the reason of the cancel", async () => {
    const signal = AbortSignal.abort(new Error("Cancelled"));
    const site = vi.fn(() => new Response(PICTURE));
    const { outcome } = await capture({ page: [PICTURE], site, signal });
    expect(outcome).toMatchObject({ message: "Cancelled" });
    expect(site).not.toHaveBeenCalled();
  });
});

describe("a file of the person's own", () => {
  const FILE = { way: "file", url: "" } as const;

  it("is judged and stored like captured bytes, without a word to a page or a site", async () => {
    const bytes = buildJpeg({ widthPx: 30, heightPx: 20 });
    const { outcome, seen, store } = await capture({ source: FILE, file: new Blob([bytes]) });
    expect(outcome).toMatchObject({ mediaType: "image/jpeg", widthPx: 30, heightPx: 20 });
    expect(seen).toEqual([]);
    expect((await store.bytes.open()).size).toBe(bytes.byteLength);
  });

  it.each([
    ["text behind .jpg", new Blob(["Dear diary"]), "file-not-media"],
    ["an empty file", new Blob([]), "empty-file"],
    ["a file that is kept no more", undefined, "file-gone"],
  ])("that is %s is refused as such", async (_name, file, code) => {
    const setup = file === undefined ? { source: FILE } : { source: FILE, file };
    expect((await capture(setup)).error).toMatchObject({ code });
  });
});

describe("a video that a player feeds", () => {
  const LIST = "https://example.com/film.m3u8";
  const film = {
    durationMs: 4000,
    isLive: false,
    atMs: 1000,
    widthPx: 640,
    heightPx: 360,
    language: "en",
    loaded: [{ url: LIST, kind: "list" as const }],
  };
  const source = {
    element: "video",
    url: "blob:https://example.com/1",
    pageUrl: "https://example.com/watch",
    offer: {
      urls: [],
      shownIsPlaceholder: false,
      isProtected: false,
      frameUrl: "https://example.com/watch",
      film,
    },
  } as const;
  const piece = joinBytes(ftyp("isom"), box("moof", new Uint8Array(200)));
  const site = (url: string) =>
    url === LIST
      ? new Response("#EXTM3U\n#EXTINF:4,\npiece.m4s\n#EXT-X-ENDLIST")
      : new Response(piece);
  const page = [{ ended: "unreadable" }] as const;

  it("is taken from the list that fits it, and is seen before it goes out by itself", async () => {
    const { captured, store } = await capture({ source, site, page });
    expect(captured).toMatchObject({
      verdict: "convert",
      conversion: { kind: "stream", runs: [{ startByte: 0, endByte: piece.byteLength }] },
    });
    expect(store.isUnseen).toBe(true);
  });

  it("is refused where nothing that fits was loaded", async () => {
    const none = { ...source, offer: { ...source.offer, film: { ...film, loaded: [] } } };
    expect((await capture({ source: none, site, page })).error?.code).toBe("streamed-video");
  });
});
