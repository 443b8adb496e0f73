import { describe, expect, it } from "vitest";
import { captureAttachment, type Captured } from "../../../lib/capture/capture-attachment";
import type { CaptureEffects } from "../../../lib/capture/capture-effects";
import { FIRST_RUNG } from "../../../lib/capture/site/fetch-rungs";
import type { Rung } from "../../../lib/jobs/rung";
import { receivePart } from "../../../lib/capture/bytes/expected-parts";
import type { PageReading } from "../../../lib/capture/page/page-messages";
import { captureFailure } from "../../../lib/errors/capture-failure";
import { JobFailure } from "../../../lib/errors/job-error";
import type { DownloadMark } from "../../../lib/jobs/attachment";
import type { CaptureSource } from "../../../lib/jobs/capture-source";
import { attachmentIn, SOURCE } from "../jobs/example-records";
import { buildJpeg } from "../media/build-jpeg";
import { padJpeg } from "../../pages/padded-jpeg";
import { never } from "../x/scripted-x";
import { MemoryBytes } from "./bytes/memory-bytes";

const CHUNK_BYTES = 4096;
const PICTURE = new Uint8Array(padJpeg(buildJpeg(), 3 * CHUNK_BYTES + 700));
const STORED_BYTES = 2 * CHUNK_BYTES;
const MARK: DownloadMark = { validator: '"v1"', totalBytes: PICTURE.length, rung: FIRST_RUNG };
const WORKER = {
  way: "worker",
  url: "https://cdn.test/a.jpg",
  neededOrigin: "https://cdn.test/*",
} as const;

interface Ask {
  readonly range: string | null;
  readonly ifRange: string | null;
  readonly credentials: RequestCredentials | undefined;
}

interface Setup {
  readonly source?: Partial<CaptureSource>;
  readonly mark?: DownloadMark | null;
  readonly storedBytes?: number;
  readonly site?: (ask: Ask) => Response;
  /** What the page answers when it is asked with these headers. */
  readonly page?: (headers: Record<string, string> | null) => Response | PageReading | Error;
  readonly mayFetch?: boolean;
}

/** Takes up a capture of which the first runs are stored. */
async function resume(setup: Setup) {
  const store = new MemoryBytes(CHUNK_BYTES);
  const storedBytes = setup.storedBytes ?? STORED_BYTES;
  for (let startByte = 0; startByte < storedBytes; startByte += CHUNK_BYTES) {
    const run = PICTURE.slice(startByte, Math.min(startByte + CHUNK_BYTES, storedBytes));
    store.runs.push({ startByte, blob: new Blob([run]) });
  }
  const asks: Ask[] = [];
  const referers: string[] = [];
  const effects: CaptureEffects = {
    bytes: store.bytes,
    async fetch(_url, init = {}) {
      const headers = new Headers(init.headers);
      const ask = {
        range: headers.get("range"),
        ifRange: headers.get("if-range"),
        credentials: init.credentials,
      };
      if (setup.site === undefined) {
        throw new TypeError("Failed to fetch");
      }
      asks.push(ask);
      return setup.site(ask);
    },
    seeRedirect: async (_url, request) => ({ response: await request(), redirectUrl: null }),
    withReferer: (_host, referer, task) => {
      referers.push(referer);
      return task();
    },
    drawInFrame: () => Promise.resolve({ ended: "unreadable" }),
    cutFromTab: () => Promise.resolve(null),
    isOther: () => Promise.resolve(false),
    async readInFrame({ tabId, frameId }, { headers, ticket }) {
      const turn = setup.page?.(headers) ?? captureFailure("page-unreachable");
      if (turn instanceof Error) throw turn;
      if (!(turn instanceof Response)) return turn;
      const answer = { httpStatus: turn.status, headers: [...turn.headers] };
      const part = {
        type: "capture-part",
        ticket,
        index: 0,
        blob: await turn.blob(),
        answer,
        isLast: true,
      };
      const goOn = await receivePart(part, { tabId, frameId });
      return goOn ? { ended: "complete" } : { ended: "stopped" };
    },
    localFile: () => Promise.resolve(null),
    mayFetch: () => Promise.resolve(setup.mayFetch ?? true),
    shownSize: () => null,
    tier: "standard",
    now: () => 0,
  };
  const attachment = attachmentIn("capturing", {
    source: { ...SOURCE, ...WORKER, ...setup.source },
    mark: setup.mark === undefined ? MARK : setup.mark,
  });
  const outcome = await captureAttachment(attachment, effects, never).catch(
    (failure: unknown) => failure,
  );
  const error = outcome instanceof JobFailure ? outcome.error : null;
  const media = (outcome as Partial<Extract<Captured, { verdict: "as-is" }>>).media;
  return { outcome: media, error, asks, referers, store, content: await store.content() };
}

/** A site that keeps to the standard: it sends the rest while the file is the same, else all of it. */
function standardSite(validator = '"v1"') {
  return ({ range, ifRange }: Pick<Ask, "range" | "ifRange">): Response => {
    const start = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
    if (start === 0 || ifRange !== validator) {
      const headers = { etag: validator, "content-length": String(PICTURE.length) };
      return new Response(PICTURE, { headers });
    }
    const last = PICTURE.length - 1;
    return new Response(PICTURE.slice(start), {
      status: 206,
      headers: { "content-range": `bytes ${start}-${last}/${PICTURE.length}` },
    });
  };
}

describe("a capture that was cut off", () => {
  it("asks the site for the rest only, and ends with the whole file", async () => {
    const { outcome, asks, store, content } = await resume({ site: standardSite() });
    expect(outcome).toMatchObject({ mediaType: "image/jpeg", totalBytes: PICTURE.length });
    expect(asks).toMatchObject([{ range: `bytes=${STORED_BYTES}-`, ifRange: '"v1"' }]);
    expect(store.begun).toEqual([]);
    expect(content.equals(PICTURE)).toBe(true);
  });

  it("asks in the way that had brought the start", async () => {
    const rung: Rung = { credentials: "include", withReferer: true };
    const { asks, referers, content } = await resume({
      mark: { ...MARK, rung },
      site: standardSite(),
    });
    expect([asks.length, asks[0]?.credentials, referers.length]).toEqual([1, "include", 1]);
    expect(content.equals(PICTURE)).toBe(true);
  });

  it("asks nobody when every byte is stored already", async () => {
    const { outcome, asks } = await resume({ storedBytes: PICTURE.length });
    expect(outcome).toMatchObject({ totalBytes: PICTURE.length });
    expect(asks).toEqual([]);
  });

  it.each<[string, Partial<Setup>]>([
    ["the file has changed since", { site: standardSite('"v2"') }],
    ["the site gave nothing to go on with", { mark: null, site: standardSite() }],
    ["nothing is stored", { storedBytes: 0, site: standardSite() }],
  ])("begins anew where %s", async (_name, setup) => {
    const { outcome, asks, store, content } = await resume(setup);
    expect(outcome).toMatchObject({ totalBytes: PICTURE.length });
    expect([asks.length, store.begun.length]).toEqual([1, 1]);
    expect(content.equals(PICTURE)).toBe(true);
  });

  it.each<[string, () => Response]>([
    ["another part", () => partialAnswer("bytes 0-99/100")],
    ["that the range is wrong", () => new Response("", { status: 416 })],
    ["that it is forbidden", () => new Response("", { status: 403 })],
    ["with a page", () => new Response("<!doctype html><title>Sign in</title>")],
  ])("begins anew when the site answers %s", async (_name, refuse) => {
    const { outcome, asks, content } = await resume({
      site: (ask) => (ask.range === null ? standardSite()(ask) : refuse()),
    });
    expect(outcome).toMatchObject({ totalBytes: PICTURE.length });
    expect(asks.map(({ range }) => range)).toEqual([`bytes=${STORED_BYTES}-`, null]);
    expect(content.equals(PICTURE)).toBe(true);
  });

  it("keeps what it has when it is cut off again", async () => {
    const { error, store } = await resume({});
    expect(error?.code).toBe("source-unreachable");
    expect([store.begun, store.runs.length]).toEqual([[], STORED_BYTES / CHUNK_BYTES]);
  });
});

describe("a capture from a page that was cut off", () => {
  const PAGE = { way: "page", url: "https://gallery.test/a.jpg", neededOrigin: null } as const;
  const standardPage = (headers: Record<string, string> | null) =>
    standardSite()({ range: headers?.["range"] ?? null, ifRange: headers?.["if-range"] ?? null });

  it("has the page ask for the rest only", async () => {
    const { outcome, asks, store, content } = await resume({ source: PAGE, page: standardPage });
    expect(outcome).toMatchObject({ totalBytes: PICTURE.length });
    expect([asks, store.begun]).toEqual([[], []]);
    expect(content.equals(PICTURE)).toBe(true);
  });

  it("goes on in the worker when the page is closed, where the person has allowed the site", async () => {
    const { outcome, asks, content } = await resume({ source: PAGE, site: standardSite() });
    expect(outcome).toMatchObject({ totalBytes: PICTURE.length });
    expect(asks).toMatchObject([{ range: `bytes=${STORED_BYTES}-` }]);
    expect(content.equals(PICTURE)).toBe(true);
  });

  it("asks for the site when the page is closed and nobody has allowed it, and keeps what it has", async () => {
    const { error, store } = await resume({ source: PAGE, mayFetch: false });
    expect(error).toMatchObject({
      code: "page-closed",
      details: { origin: "https://gallery.test/*" },
    });
    expect(store.begun).toEqual([]);
  });

  it("whose file only the page can name begins anew", async () => {
    const { error, store } = await resume({
      source: { way: "page", url: "blob:https://gallery.test/1", neededOrigin: null },
      mark: null,
      page: () => ({ ended: "unreadable" }),
    });
    expect([error?.code, store.begun]).toEqual(["source-gone", []]);
  });
});

function partialAnswer(range: string): Response {
  return new Response(PICTURE.slice(0, 100), { status: 206, headers: { "content-range": range } });
}
