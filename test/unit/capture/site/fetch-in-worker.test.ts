import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ByteSink } from "../../../../lib/capture/bytes/byte-sink";
import { CaptureStopped } from "../../../../lib/errors/capture-stopped";
import { STALL_MS } from "../../../../lib/capture/site/download";
import { fetchInWorker } from "../../../../lib/capture/site/fetch-in-worker";
import { FIRST_RUNG, furtherRungs, isPlaceholder } from "../../../../lib/capture/site/fetch-rungs";
import { captureFailure, refusalFailure } from "../../../../lib/errors/capture-failure";
import { type JobError, JobFailure } from "../../../../lib/errors/job-error";
import type { CaptureSource } from "../../../../lib/jobs/capture-source";
import { inspectMedia } from "../../../../lib/media/inspect-media";
import { SOURCE } from "../../jobs/example-records";
import { buildJpeg } from "../../media/build-jpeg";
import { never } from "../../x/scripted-x";
import { MemoryBytes } from "../bytes/memory-bytes";

const WEB: CaptureSource = {
  ...SOURCE,
  way: "worker",
  url: "https://cdn.test/a.jpg",
  pageUrl: "https://user:secret@page.test/album?id=5#photo",
};
const PICTURE = buildJpeg({ widthPx: 64, heightPx: 48 });
const SMALL = buildJpeg({ widthPx: 8, heightPx: 8 });
const LOGIN = "<!doctype html><title>Sign in</title>".padEnd(500, " ");

type Site = (ask: { way: string; init: RequestInit }) => Response | Promise<Response>;

/** Runs a capture against a site that sees how it is asked: `plain`, `referer`, `cookies` or `both`. */
async function capture(
  site: Site,
  options: {
    source?: CaptureSource;
    shownSize?: CaptureSource["shownSize"];
    signal?: AbortSignal;
    store?: MemoryBytes;
    maxBytes?: number;
    /** Where the site passes the request on to, as far as it can be told. */
    redirect?: string | null;
    allowed?: readonly string[];
  } = {},
) {
  const store = options.store ?? new MemoryBytes();
  const ways: string[] = [];
  const referers: string[] = [];
  let referer: string | null = null;
  const promise = fetchInWorker(
    options.source ?? WEB,
    () => options.shownSize ?? null,
    {
      async fetch(_url, init = {}) {
        if (init.mode === "no-cors") return site({ way: "its end", init });
        if (init.redirect !== "manual") return site({ way: "followed", init });
        const withCookies = init.credentials === "include";
        const way = referer
          ? withCookies
            ? "both"
            : "referer"
          : withCookies
            ? "cookies"
            : "plain";
        ways.push(way);
        return site({ way, init });
      },
      async withReferer(url, value, task) {
        referer = value;
        referers.push(`${url} ${value}`);
        try {
          return await task();
        } finally {
          referer = null;
        }
      },
      seeRedirect: async (_url, request) => ({
        response: await request(),
        redirectUrl: options.redirect ?? null,
      }),
      mayFetch: (origin) => Promise.resolve(options.allowed?.includes(origin) ?? false),
      resumeSink: () => Promise.reject(new Error("Nothing is stored yet")),
      openSink(mark) {
        const check = (head: Uint8Array) => {
          const text = new TextDecoder().decode(head);
          if (head.length === 0) throw captureFailure("empty-file");
          if (text.startsWith("<!doctype")) throw captureFailure("not-media");
          if (text.startsWith("%PDF")) throw captureFailure("unsupported-type");
          const refuse = () => captureFailure("too-large");
          return { maxBytes: options.maxBytes ?? Infinity, refuse };
        };
        return new ByteSink(store.bytes, check, () => 0, { mark, isUnseen: false });
      },
      async inspect() {
        const result = await inspectMedia(await store.bytes.open());
        if (!result.ok) throw refusalFailure(result.refusal);
        return result.media;
      },
    },
    options.signal ?? never,
  );
  const failure = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  const error: JobError | null = failure instanceof JobFailure ? failure.error : null;
  return { error, failure, ways, referers, store };
}

const status = (code: number) => () => new Response("", { status: code });
const ofType = (type: ResponseType) =>
  Object.defineProperty(new Response(null), "type", { value: type });
const opaqueRedirect = () => ofType("opaqueredirect");

describe("the ladder of ways to ask a site", () => {
  it("ends with the first that brings the picture: without cookies and without a Referer", async () => {
    const { error, ways, store } = await capture(() => new Response(PICTURE));
    expect([error, ways]).toEqual([null, ["plain"]]);
    expect((await store.content()).equals(PICTURE)).toBe(true);
  });

  it.each<[string, Site, string[]]>([
    ["403", status(403), ["plain", "referer", "cookies", "both"]],
    ["401", status(401), ["plain", "referer", "cookies", "both"]],
    ["404", status(404), ["plain", "referer", "cookies", "both"]],
    ["500", status(500), ["plain", "referer", "cookies", "both"]],
    ["an empty file", () => new Response(""), ["plain", "referer", "cookies", "both"]],
    ["a page", () => new Response(LOGIN), ["plain", "cookies", "referer", "both"]],
    ["another type", () => new Response("%PDF-1.7"), ["plain"]],
  ])("after %s is climbed in the order that is likely to help", async (_name, site, order) => {
    expect((await capture(site)).ways).toEqual(order);
  });

  it.each(["referer", "cookies", "both"])("finds the picture that wants %s", async (wanted) => {
    for (const refusal of [status(403), () => new Response(LOGIN)]) {
      const { error, ways } = await capture((ask) =>
        ask.way === wanted ? new Response(PICTURE) : refusal(),
      );
      expect([error, ways.at(-1)]).toEqual([null, wanted]);
    }
  });

  it("is climbed by a site that sends those without cookies round in circles", async () => {
    const { error, ways } = await capture(
      ({ way }) => (way === "cookies" ? new Response(PICTURE) : opaqueRedirect()),
      { redirect: WEB.url },
    );
    expect([error, new Set(ways)]).toEqual([null, new Set(["plain", "cookies"])]);
  });

  it("goes on when one of its ways meets other trouble", async () => {
    const { error, ways } = await capture(({ way }) => {
      if (way === "referer") throw new TypeError("Failed to fetch");
      if (way === "cookies") return new Response("%PDF-1.7");
      return way === "both" ? new Response(PICTURE) : new Response("", { status: 403 });
    });
    expect([error, ways]).toEqual([null, ["plain", "referer", "cookies", "both"]]);
  });

  it("tells at its end what the plain way met", async () => {
    const { error } = await capture(({ way }) =>
      way === "plain" ? new Response(LOGIN) : new Response("", { status: 404 }),
    );
    expect(error).toMatchObject({ code: "not-media" });
  });

  it("asks anew where a kept answer would be that to another question", async () => {
    const caches: string[] = [];
    await capture(({ way, init }) => {
      caches.push(`${way}: ${init.cache}`);
      return new Response("", { status: 403 });
    });
    expect(caches).toEqual([
      "plain: default",
      "referer: no-store",
      "cookies: no-store",
      "both: no-store",
    ]);
  });

  it("shows another site the page's origin, as a browser would", async () => {
    const { referers } = await capture(status(403));
    expect(new Set(referers)).toEqual(new Set(["https://cdn.test/a.jpg https://page.test/"]));
  });

  it("shows no Referer where the page says so", async () => {
    const source = { ...WEB, referrerPolicy: "no-referrer" };
    const { ways, referers } = await capture(status(403), { source });
    expect([ways, referers]).toEqual([["plain", "cookies"], []]);
  });

  it("has one rung for what a page merely offers on another site", async () => {
    const source = { ...WEB, isOffered: true };
    expect((await capture(status(403), { source })).ways).toEqual(["plain"]);
  });

  it("has one rung for a file that is the address itself", async () => {
    const inline: CaptureSource = { ...WEB, way: "inline", url: "data:text/html,x" };
    const { ways, error } = await capture(() => new Response(LOGIN), { source: inline });
    expect([ways, error?.code]).toEqual([["plain"], "not-media"]);
  });

  it("starts with the plainest way, and has no other after what none can mend", () => {
    expect(FIRST_RUNG).toEqual({ credentials: "omit", withReferer: false });
    expect(
      furtherRungs("other", {
        isTrusted: true,
        referer: "https://page.test/",
        mayTakeCookies: true,
      }),
    ).toEqual([]);
  });
});

describe("a picture that is smaller than the one on the page", () => {
  const shownSize = { widthPx: 64, heightPx: 48 };

  it("is taken for a placeholder, and asked for in other ways", async () => {
    const { error, ways, store } = await capture(
      ({ way }) => new Response(way === "referer" ? PICTURE : SMALL),
      { shownSize },
    );
    expect([error, ways]).toEqual([null, ["plain", "referer"]]);
    expect((await store.content()).equals(PICTURE)).toBe(true);
  });

  it("is taken after all when no way brings another", async () => {
    for (const refusal of [
      () => new Response(SMALL),
      status(403),
      () => new Response("%PDF-1.7"),
      () => {
        throw new TypeError("Failed to fetch");
      },
    ]) {
      const { error, store } = await capture(
        ({ way }) => (way === "plain" ? new Response(SMALL) : refusal()),
        { shownSize },
      );
      expect(error).toBeNull();
      expect((await store.content()).equals(SMALL)).toBe(true);
    }
  });

  it.each([
    [{ widthPx: 64, heightPx: 48 }, { widthPx: 64, heightPx: 48 }, false],
    [{ widthPx: 50, heightPx: 40 }, { widthPx: 64, heightPx: 48 }, false],
    [{ widthPx: 640, heightPx: 480 }, { widthPx: 64, heightPx: 48 }, false],
    [{ widthPx: 1, heightPx: 1 }, { widthPx: 64, heightPx: 48 }, true],
    [{ widthPx: 40, heightPx: 30 }, { widthPx: 64, heightPx: 48 }, true],
    [{ widthPx: null, heightPx: 1 }, { widthPx: 64, heightPx: 48 }, false],
    [{ widthPx: 1, heightPx: 1 }, null, false],
  ])("%j where %j is shown: a placeholder %s", (fetched, shown, verdict) => {
    expect(isPlaceholder(fetched, shown)).toBe(verdict);
  });

  it("is not looked for behind a video, whose poster has another size", async () => {
    const source: CaptureSource = { ...WEB, element: "video" };
    const { ways } = await capture(() => new Response(SMALL), { shownSize, source });
    expect(ways).toEqual(["plain"]);
  });
});

describe("trouble on the way", () => {
  it.each<[string, Site, string]>([
    ["a dead site", () => Promise.reject(new TypeError("Failed to fetch")), "source-unreachable"],
    [
      "an answer that breaks off",
      () => {
        const body = new ReadableStream<Uint8Array>({
          pull(controller) {
            controller.enqueue(PICTURE.slice(0, 20));
            controller.error(new TypeError("network error"));
          },
        });
        return new Response(body);
      },
      "source-unreachable",
    ],
  ])("%s is told as that, with the host", async (_name, site, code) => {
    expect((await capture(site)).error).toMatchObject({ code, details: { host: "cdn.test" } });
  });

  it.each([
    [404, "source-not-found"],
    [410, "source-not-found"],
    [401, "source-forbidden"],
    [403, "source-forbidden"],
    [500, "source-http-error"],
    [418, "source-http-error"],
  ])("the status %i is told as %s", async (code, name) => {
    const { error } = await capture(status(code));
    expect(error).toMatchObject({ code: name, details: { httpStatus: code, host: "cdn.test" } });
  });

  it("a full disk is no reason to ask again", async () => {
    const store = new MemoryBytes();
    store.beforeAppend = () => Promise.reject(new DOMException("", "QuotaExceededError"));
    const { failure, ways } = await capture(() => new Response(PICTURE), { store });
    expect(failure).toMatchObject({ name: "QuotaExceededError" });
    expect(ways).toEqual(["plain"]);
  });

  it("an attachment that no longer wants its bytes ends everything, and the site stops sending", async () => {
    const store = new MemoryBytes();
    store.wanted = false;
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(3000)),
      cancel() {
        isCancelled = true;
      },
    });
    const { failure, ways } = await capture(() => new Response(body), { store });
    expect(failure).toBeInstanceOf(CaptureStopped);
    expect([ways, isCancelled]).toEqual([["plain"], true]);
  });

  it("an endless file is read to its bound and no further", async () => {
    let sentBytes = 0;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(PICTURE),
      pull(controller) {
        sentBytes += 10_000;
        controller.enqueue(new Uint8Array(10_000));
      },
    });
    const { store, error } = await capture(() => new Response(body), { maxBytes: 200_000 });
    expect(error?.code).toBe("too-large");
    expect(sentBytes).toBeLessThan(250_000);
    expect((await store.content()).length).toBeLessThanOrEqual(200_000);
  });
});

describe("the length that a site declares", () => {
  it.each<[string, Record<string, string>, number | null]>([
    ["is shown", { "content-length": "4321" }, 4321],
    [
      "is not known when it counts compressed bytes",
      { "content-length": "9", "content-encoding": "gzip" },
      null,
    ],
    ["is not known when it is missing", {}, null],
    ["is not known when it is 0", { "content-length": "0" }, null],
    ["is not known when it is nonsense", { "content-length": "many" }, null],
    ["is not known when it is negative", { "content-length": "-4" }, null],
  ])("%s (%j)", async (_name, headers, totalBytes) => {
    const store = new MemoryBytes();
    await capture(() => new Response(PICTURE, { headers }), { store });
    expect(store.transfers.at(-1)?.totalBytes).toBe(totalBytes);
  });

  it("may lie either way: every byte that comes is taken", async () => {
    for (const length of ["1", "999999999"]) {
      const headers = { "content-length": length };
      const { error, store } = await capture(() => new Response(PICTURE, { headers }));
      expect(error).toBeNull();
      expect((await store.content()).equals(PICTURE)).toBe(true);
    }
  });
});

describe("waiting", () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => vi.useRealTimers());

  const silence: Site = ({ init }) =>
    new Promise((_, reject) => {
      init.signal?.addEventListener("abort", () =>
        reject(new DOMException("Aborted", "AbortError")),
      );
    });

  it("for a site that never answers ends after half a minute", async () => {
    const outcome = capture(silence);
    await vi.advanceTimersByTimeAsync(STALL_MS);
    expect((await outcome).error).toMatchObject({
      code: "capture-stalled",
      details: { host: "cdn.test" },
    });
  });

  it("for a slow site goes on as long as something comes", async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (sent >= PICTURE.length) return controller.close();
        await new Promise((resolve) => setTimeout(resolve, STALL_MS - 1000));
        controller.enqueue(PICTURE.slice(sent, (sent += 100)));
      },
    });
    const outcome = capture(() => new Response(body));
    for (let step = 0; step < 6; step++) await vi.advanceTimersByTimeAsync(STALL_MS);
    expect((await outcome).error).toBeNull();
  });

  it("ends at once when the person cancels", async () => {
    const abort = new AbortController();
    const outcome = capture(silence, { signal: abort.signal });
    abort.abort(new Error("Cancelled"));
    expect((await outcome).failure).toMatchObject({ message: "Cancelled" });
  });
});

describe("a site that passes the request on to another one", () => {
  const redirect = "https://archive.test/a.jpg";
  /** The first site redirects; the other is not to be read. */
  const toForbidden = (): Site => {
    let isFirst = false;
    return () => {
      isFirst = !isFirst;
      if (isFirst) return opaqueRedirect();
      throw new TypeError("Failed to fetch");
    };
  };

  it("is reported with the one that must be allowed", async () => {
    const { error } = await capture(toForbidden(), { redirect });
    expect(error).toMatchObject({
      code: "redirect-refused",
      details: { host: "cdn.test", origin: "https://archive.test/*" },
    });
  });

  it("is unreachable where the other one may be read, and is not there", async () => {
    const allowed = ["https://archive.test/*"];
    const { error } = await capture(toForbidden(), { redirect, allowed });
    expect(error?.code).toBe("source-unreachable");
  });

  it("is followed without cookies and Referer", async () => {
    const asked: string[] = [];
    await capture(
      ({ way, init }) => {
        asked.push(`${way} ${init.credentials}`);
        return way === "both" ? opaqueRedirect() : new Response("", { status: 403 });
      },
      { redirect },
    );
    expect(asked.slice(-2)).toEqual(["both include", "plain omit"]);
  });

  it("in circles is broken", async () => {
    const { error, ways } = await capture(opaqueRedirect, { redirect: WEB.url });
    expect(error?.code).toBe("redirect-failed");
    expect(ways.length).toBeLessThan(100);
  });

  it("to what no page may name is broken", async () => {
    for (const redirect of ["http://127.0.0.1/", "https://api.x.com/2/users/me", "file:///etc"]) {
      expect((await capture(opaqueRedirect, { redirect })).error?.code).toBe("redirect-failed");
    }
  });

  it("out of sight is followed by the browser, as anybody could", async () => {
    const asked: string[] = [];
    const { error, store } = await capture(({ way, init }) => {
      asked.push(`${way} ${init.credentials}`);
      return way === "followed" ? new Response(PICTURE) : opaqueRedirect();
    });
    expect([error, asked]).toEqual([null, ["plain omit", "followed omit"]]);
    expect((await store.content()).equals(PICTURE)).toBe(true);
  });

  it.each([
    ["leaves nothing but to allow all", [], "redirect-hidden"],
    ["is broken once all sites are allowed", ["*://*/*"], "redirect-failed"],
  ])("out of sight, and not to be read, %s", async (_name, allowed, code) => {
    const site: Site = ({ way }) => {
      if (way === "followed") throw new TypeError("Failed to fetch");
      return way === "its end" ? ofType("opaque") : opaqueRedirect();
    };
    expect((await capture(site, { allowed })).error?.code).toBe(code);
  });

  it("out of sight, in circles, is broken", async () => {
    const { error } = await capture(({ way }) => {
      if (way === "followed" || way === "its end") throw new TypeError("Failed to fetch");
      return opaqueRedirect();
    });
    expect(error?.code).toBe("redirect-failed");
  });
});

describe("a file of this computer", () => {
  it("that the browser would not hand over is not a matter of the connection", async () => {
    const source = { ...WEB, url: "file:///home/a.jpg", pageUrl: "file:///home/" };
    const { error } = await capture(
      () => {
        throw new TypeError("Failed to fetch");
      },
      { source },
    );
    expect(error?.code).toBe("file-unreadable");
  });
});
