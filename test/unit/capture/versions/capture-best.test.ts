import { describe, expect, it } from "vitest";
import type { CaptureEffects } from "../../../../lib/capture/capture-effects";
import { captureBest } from "../../../../lib/capture/versions/capture-best";
import { jobError, JobFailure } from "../../../../lib/errors/job-error";
import type { DownloadMark } from "../../../../lib/jobs/attachment";
import type { CaptureSource, PageOffer } from "../../../../lib/jobs/capture-source";
import { attachmentIn, SOURCE } from "../../jobs/example-records";
import { buildJpeg } from "../../media/build-jpeg";
import { buildPng } from "../../media/build-png";
import { never } from "../../x/scripted-x";
import { MemoryBytes } from "../bytes/memory-bytes";

const PAGE = "https://page.test/";
const SHOWN = "https://cdn.test/400.jpg";
const BEST = "https://cdn.test/1600.jpg";
const NEXT = "https://far.test/800.jpg";
const PICTURE = buildJpeg({ widthPx: 64, heightPx: 48 });

const OFFER: PageOffer = {
  urls: [BEST, NEXT],
  shownIsPlaceholder: false,
  isProtected: false,
  frameUrl: PAGE,
};

interface Setup {
  readonly offer?: Partial<PageOffer>;
  readonly source?: Partial<CaptureSource>;
  readonly allowed?: readonly string[];
  /** What each address answers; 404 unless told. */
  readonly sites?: Readonly<Record<string, () => Response>>;
  readonly mark?: DownloadMark;
  /** What the tab shows of the picture. */
  readonly cut?: Blob;
}

async function capture({ offer, source, allowed, sites = {}, mark, cut }: Setup) {
  const store = new MemoryBytes(65_536);
  const asked: string[] = [];
  const effects: CaptureEffects = {
    bytes: store.bytes,
    async fetch(input, init) {
      // Each address once: how often it is asked in other ways is another matter.
      if (init?.credentials === "omit" && asked.at(-1) !== String(input)) asked.push(String(input));
      return sites[String(input)]?.() ?? new Response("", { status: 404 });
    },
    withReferer: (_host, _referer, task) => task(),
    seeRedirect: async (_url, request) => ({ response: await request(), redirectUrl: null }),
    readInFrame: () => Promise.resolve({ ended: "unreadable" }),
    drawInFrame: () => Promise.resolve({ ended: "unreadable" }),
    cutFromTab: () => Promise.resolve(cut ?? null),
    isOther: () => Promise.resolve(false),
    localFile: () => Promise.resolve(null),
    mayFetch: (origin) => Promise.resolve((allowed ?? ["https://cdn.test/*"]).includes(origin)),
    shownSize: () => null,
    tier: "standard",
    now: () => 0,
  };
  const attachment = {
    ...attachmentIn("capturing", {
      source: {
        ...SOURCE,
        pageUrl: PAGE,
        url: SHOWN,
        way: "worker",
        neededOrigin: "https://cdn.test/*",
        offer: { ...OFFER, ...offer },
        ...source,
      },
    }),
    mark: mark ?? null,
  };
  const error = await captureBest(attachment, effects, never).then(
    () => null,
    (failure: unknown) => {
      if (failure instanceof JobFailure) return failure.error;
      throw failure;
    },
  );
  return { error, asked, store };
}

const picture = () => new Response(PICTURE);

describe("what a page lists for a picture", () => {
  it("is marked as not seen yet where it is another version than the one shown, shown by nobody, or came with cookies", async () => {
    const { store: other } = await capture({ sites: { [BEST]: picture } });
    expect(other.isUnseen).toBe(true);
    const { store: shown } = await capture({ sites: { [SHOWN]: picture } });
    expect(shown.isUnseen).toBe(false);
    const { store: named } = await capture({
      source: { isOffered: true },
      sites: { [SHOWN]: picture },
    });
    expect(named.isUnseen).toBe(true);
    let asks = 0;
    const login = () => new Response("<html>Sign in</html>");
    const { store: withCookies } = await capture({
      source: { pageUrl: "https://cdn.test/" },
      offer: { urls: [] },
      sites: { [SHOWN]: () => (asks++ === 0 ? login() : picture()) },
    });
    expect(withCookies.isUnseen).toBe(true);
  });

  it("is taken instead of what it shows", async () => {
    const { error, asked } = await capture({ sites: { [BEST]: picture } });
    expect([error, asked]).toEqual([null, [BEST]]);
  });

  it.each<[string, () => Response]>([
    ["is gone", () => new Response("", { status: 404 })],
    ["is no picture", () => new Response("<!doctype html><title>Sign in</title>")],
    ["is empty", () => new Response("")],
    ["is cut short", () => new Response(PICTURE.slice(0, PICTURE.length - 5))],
  ])("is passed over where it %s, and so is one that may not be fetched", async (_name, site) => {
    const { error, asked } = await capture({ sites: { [BEST]: site, [SHOWN]: picture } });
    expect([error, asked]).toEqual([null, [BEST, SHOWN]]);
  });

  it("is named where the page only keeps its place", async () => {
    const { error, asked } = await capture({
      offer: { urls: [NEXT], shownIsPlaceholder: true },
      sites: { [SHOWN]: picture },
    });
    expect(error).toMatchObject({
      code: "permission-refused",
      details: { origin: "https://far.test/*" },
    });
    expect(asked).toEqual([]);
  });

  it("fails as what is shown does when nothing can be had", async () => {
    const { error } = await capture({
      sites: { [SHOWN]: () => new Response("", { status: 403 }) },
    });
    expect(error?.code).toBe("source-forbidden");
  });

  it("is not looked at for a protected video", async () => {
    const { error, asked } = await capture({ offer: { isProtected: true } });
    expect([error?.code, asked]).toEqual(["protected-video", []]);
  });

  it("that no extension may read is left out", async () => {
    const { asked } = await capture({
      offer: { urls: ["chrome://a/b.png"] },
      sites: { [SHOWN]: picture },
    });
    expect(asked).toEqual([SHOWN]);
  });

  it("that no extension may read is not replaced by what keeps its place", async () => {
    const { error, asked } = await capture({
      offer: { urls: ["chrome://a/b.png"], shownIsPlaceholder: true },
      sites: { [SHOWN]: picture },
    });
    expect([error?.code, asked]).toEqual(["source-gone", []]);
  });
});

it("a file of this computer that may not be read is not a matter of its site", async () => {
  const { error } = await capture({
    source: { url: "file:///home/a.jpg", neededOrigin: "file:///*" },
    offer: { urls: [] },
  });
  expect(error?.code).toBe("file-unreadable");
});

describe("an interrupted download", () => {
  const mark: DownloadMark = {
    validator: `"1"`,
    totalBytes: PICTURE.length,
    rung: { credentials: "omit", withReferer: false },
  };

  it("goes on with the version that it had begun, not with one that had failed", async () => {
    const { asked } = await capture({
      mark: { ...mark, url: NEXT },
      allowed: ["https://far.test/*", "https://cdn.test/*"],
      sites: { [NEXT]: picture },
    });
    expect(asked).toEqual([NEXT]);
  });

  it("that had begun with what is shown goes on with that", async () => {
    const { asked } = await capture({ mark, sites: { [SHOWN]: picture } });
    expect(asked).toEqual([SHOWN]);
  });

  it("notes which version it is of", async () => {
    const headers = { etag: `"9"`, "content-length": String(PICTURE.length) };
    const { store } = await capture({
      sites: { [BEST]: () => new Response(PICTURE, { headers }) },
    });
    expect(store.begun).toEqual([expect.objectContaining({ validator: `"9"`, url: BEST })]);
  });
});

describe("the pixels on the screen", () => {
  const cut = new Blob([buildPng({ widthPx: 32, heightPx: 24 })]);

  it("are what is left where no version's address is of use, and are marked so", async () => {
    const { error, store, asked } = await capture({ cut });
    expect([error, asked]).toEqual([null, [BEST, SHOWN]]);
    expect((await store.content()).toString("latin1", 1, 4)).toBe("PNG");
    expect(store).toMatchObject({ isFromScreen: true, isUnseen: true, version: 3 });
  });

  it("are not taken where the shown version can be had", async () => {
    const { error, store } = await capture({ cut, sites: { [SHOWN]: picture } });
    expect(error).toBeNull();
    expect(store).toMatchObject({ isFromScreen: false, isUnseen: false, version: 2 });
  });

  it.each<[string, Setup, string]>([
    [
      "the person has not allowed its site",
      { allowed: [], offer: { urls: [] } },
      "permission-refused",
    ],
    [
      "the file ends early, of which the page shows no more",
      { sites: { [SHOWN]: () => new Response(PICTURE.slice(0, PICTURE.length - 5)) } },
      "truncated-file",
    ],
    [
      "what is shown only keeps the place",
      { offer: { shownIsPlaceholder: true } },
      "permission-refused",
    ],
    ["it is a film", { source: { element: "video" } }, "source-not-found"],
  ])("are not taken where %s", async (_name, setup, code) => {
    expect((await capture({ cut, ...setup })).error?.code).toBe(code);
  });

  it("that cannot be had leave the failure of the address", async () => {
    expect((await capture({})).error?.code).toBe("source-not-found");
  });

  it("are what is left of a version that could not be converted, and else its failure is", async () => {
    const error = jobError("conversion-unsupported", "conversion");
    const source = { refused: { firstVersion: 3, error } };
    const { asked, store } = await capture({ cut, source });
    expect([asked, store.version]).toEqual([[], 3]);
    expect((await capture({ source })).error).toEqual(error);
  });
});
