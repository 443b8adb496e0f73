import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { captureBest } from "../../../lib/capture/versions/capture-best";
import type { CaptureEffects } from "../../../lib/capture/capture-effects";
import { JobFailure } from "../../../lib/errors/job-error";
import type { CaptureSource } from "../../../lib/jobs/capture-source";
import { attachmentIn, SOURCE } from "../jobs/example-records";
import { buildJpeg } from "../media/build-jpeg";
import { never } from "../x/scripted-x";
import { MemoryBytes } from "./bytes/memory-bytes";

/** A request as the sites of the test have seen it. */
interface Seen {
  readonly address: string;
  readonly cookie: string | null;
  readonly referer: string | null;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const plain = (address: string): Seen => ({ address, cookie: null, referer: null });
const PICTURE = Buffer.from(buildJpeg());
const PAGE = "http://page.test/album?id=5";
const SHOWN = "http://cdn.test/shown.jpg";
const PIECE = Buffer.from("\0\0\0\u001aftyp a piece of a film");

/** What lies where; `login` and `refuse` want a cookie, or have been told who asks. */
const sites: Record<string, Answer> = {};
const seen: Seen[] = [];
let port = 0;
const server = createServer((request, response) => {
  const { cookie = null, referer = null, "x-host": host } = request.headers;
  const address = `http://${String(host)}${request.url ?? ""}`;
  seen.push({ address, cookie, referer });
  const answer = sites[address];
  if (answer === undefined) response.writeHead(404).end();
  else answer(request, response);
});

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ({ port } = server.address() as AddressInfo);
});

afterAll(async () => {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
});

beforeEach(() => {
  seen.length = 0;
  for (const address of Object.keys(sites)) delete sites[address];
});

const file =
  (bytes: Uint8Array | string): Answer =>
  (_request, response) => {
    response.writeHead(200).end(bytes);
  };
const redirect =
  (location: string): Answer =>
  (_request, response) => {
    response.writeHead(302, { location }).end();
  };
/** Gives a private picture to the person, a page to sign in to everybody else. */
const forMembers: Answer = ({ headers }, response) => {
  response.writeHead(200).end(headers.cookie === undefined ? "<!doctype html>" : PICTURE);
};
const refuse: Answer = (_request, response) => {
  response.writeHead(403).end();
};

/** What a browser gives that follows a redirect by itself, to where the extension may read. */
function followed(url: URL): Response {
  seen.push(plain(url.href));
  return Object.defineProperty(new Response(PIECE), "url", { value: "http://127.0.0.1/one" });
}

/** A browser in which the person is signed in everywhere, and has allowed every site before, unless told. */
async function capture(source: Partial<CaptureSource>, granted: (origin: string) => boolean) {
  const store = new MemoryBytes(65_536);
  let referer: string | null = null;
  let redirectUrl: string | null = null;
  const effects: CaptureEffects = {
    bytes: store.bytes,
    async fetch(input, init = {}) {
      const url = new URL(String(input));
      redirectUrl = null;
      if (init.redirect !== "manual") return followed(url);
      const response = await fetch(`http://127.0.0.1:${port}${url.pathname}${url.search}`, {
        redirect: "manual",
        signal: init.signal ?? null,
        headers: {
          ...Object.fromEntries(new Headers(init.headers)),
          // All names lead to this one server: which was meant is told apart from it.
          "x-host": url.host,
          ...(init.credentials === "include" && { cookie: `of=${url.host}` }),
          ...(referer !== null && { referer }),
        },
      });
      if (response.status < 300 || response.status > 399) return response;
      const location = new URL(response.headers.get("location") ?? "", url).href;
      redirectUrl = url.host === "unseen.test" ? null : location;
      return Object.defineProperty(new Response(null), "type", { value: "opaqueredirect" });
    },
    async withReferer(_url, value, task) {
      referer = value;
      try {
        return await task();
      } finally {
        referer = null;
      }
    },
    seeRedirect: async (_url, request) => ({ response: await request(), redirectUrl }),
    readInFrame: () => Promise.resolve({ ended: "unreadable" }),
    drawInFrame: () => Promise.resolve({ ended: "unreadable" }),
    cutFromTab: () => Promise.resolve(null),
    isOther: () => Promise.resolve(false),
    localFile: () => Promise.resolve(null),
    mayFetch: (origin) => Promise.resolve(granted(origin)),
    shownSize: () => null,
    tier: "standard",
    now: () => 0,
  };
  const attachment = attachmentIn("capturing", {
    source: {
      ...SOURCE,
      pageUrl: PAGE,
      url: SHOWN,
      way: "worker",
      neededOrigin: null,
      ...source,
    },
  });
  return captureBest(attachment, effects, never).then(
    () => null,
    (failure: unknown) => {
      if (failure instanceof JobFailure) return failure.error.code;
      throw failure;
    },
  );
}

const all = () => true;
const none = () => false;
const offering = (...urls: string[]): Partial<CaptureSource> => ({
  offer: { urls, shownIsPlaceholder: false, isProtected: false, frameUrl: PAGE },
});
const insteadOf = (...urls: string[]): Partial<CaptureSource> => ({
  url: "data:image/gif;base64,R0lGODlhAQABAAAAACw=",
  offer: { urls, shownIsPlaceholder: true, isProtected: false, frameUrl: PAGE },
});
const film = (...lines: string[]) => file(["#EXTM3U", ...lines, "#EXT-X-ENDLIST"].join("\n"));
const STREAM: Partial<CaptureSource> = { element: "video", url: "http://cdn.test/list.m3u8" };

const FOREIGN_FRAME = { frameId: 7, frameUrl: "http://advert.test/frame" };

const MEMBERS = "http://members.test/private.jpg";

interface Row {
  readonly source: Partial<CaptureSource>;
  readonly sites: Record<string, Answer>;
  readonly granted?: (origin: string) => boolean;
  /** The code of the error; null: a picture was captured. */
  readonly ends: string | null;
  /** What was asked for beside the shown address. */
  readonly asks: readonly Seen[];
}

/** Each kind of offer: it is asked for as anybody could, or not at all. */
const ROWS: Record<string, Row> = {
  "a larger version on a site of the person's, granted": {
    source: offering(MEMBERS),
    sites: { [SHOWN]: file(PICTURE), [MEMBERS]: forMembers },
    ends: null,
    asks: [plain(MEMBERS)],
  },
  "a larger version there, not granted": {
    source: offering(MEMBERS),
    sites: { [SHOWN]: file(PICTURE), [MEMBERS]: forMembers },
    granted: none,
    ends: null,
    asks: [],
  },
  "a larger version that refuses": {
    source: offering(MEMBERS),
    sites: { [SHOWN]: file(PICTURE), [MEMBERS]: refuse },
    ends: null,
    asks: [plain(MEMBERS)],
  },
  "a picture to be loaded later, granted": {
    source: insteadOf(MEMBERS),
    sites: { [MEMBERS]: forMembers },
    ends: "not-media",
    asks: [plain(MEMBERS)],
  },
  "a picture to be loaded later, not granted": {
    source: insteadOf(MEMBERS),
    sites: { [MEMBERS]: forMembers },
    granted: none,
    ends: "permission-refused",
    asks: [],
  },
  "a broken picture under another one": {
    source: { url: MEMBERS, isOffered: true },
    sites: { [MEMBERS]: forMembers },
    ends: "not-media",
    asks: [plain(MEMBERS)],
  },
  "a picture of which nobody knows whether it is shown": {
    source: { url: MEMBERS, isUnvouched: true },
    sites: { [MEMBERS]: forMembers },
    ends: "not-media",
    asks: [],
  },
  "a picture of this computer of which nobody knows whether it is shown": {
    source: { url: "http://127.0.0.1/a.jpg", isUnvouched: true },
    sites: { "http://127.0.0.1/a.jpg": file(PICTURE) },
    ends: "unsupported-source",
    asks: [],
  },
  "a version on this computer": {
    source: offering("http://127.0.0.1/a.jpg", "http://localhost/a.jpg", "http://[::1]/a.jpg"),
    sites: { [SHOWN]: file(PICTURE) },
    ends: null,
    asks: [],
  },
  "a version in a private network": {
    source: offering("http://192.168.0.1/a.jpg", "http://router/a.jpg", "http://nas.local/a.jpg"),
    sites: { [SHOWN]: file(PICTURE) },
    ends: null,
    asks: [],
  },
  "a picture of this computer to be loaded later": {
    source: insteadOf("http://127.0.0.1/a.jpg"),
    sites: {},
    // What keeps its place is not taken instead.
    ends: "source-gone",
    asks: [],
  },
  "a picture of this computer that nobody sees": {
    source: { url: "http://127.0.0.1/a.jpg", isOffered: true },
    sites: { "http://127.0.0.1/a.jpg": file(PICTURE) },
    ends: "unsupported-source",
    asks: [],
  },
  "a picture of the page's own site, named by a frame of another": {
    source: { ...offering("http://page.test/private.jpg"), ...FOREIGN_FRAME },
    sites: { [SHOWN]: file(PICTURE), "http://page.test/private.jpg": forMembers },
    ends: null,
    asks: [plain("http://page.test/private.jpg")],
  },
  "a picture of the page's own site, named by a frame without an address": {
    source: { ...offering("http://page.test/private.jpg"), frameId: 7, frameUrl: "about:srcdoc" },
    sites: { [SHOWN]: file(PICTURE), "http://page.test/private.jpg": forMembers },
    ends: null,
    asks: [plain("http://page.test/private.jpg")],
  },
  "a film whose pieces redirect to this computer, out of the browser's sight": {
    source: STREAM,
    sites: {
      "http://cdn.test/list.m3u8": film("http://unseen.test/one"),
      "http://unseen.test/one": redirect("http://127.0.0.1/one"),
      "http://127.0.0.1/one": file(PIECE),
    },
    ends: "redirect-failed",
    asks: [plain("http://unseen.test/one")],
  },
  "a version at the API of X": {
    source: offering("https://api.x.com/2/users/me"),
    sites: { [SHOWN]: file(PICTURE) },
    ends: null,
    asks: [],
  },
  "a picture at the API of X, shown": {
    source: { url: "https://api.x.com/2/users/me", way: "none" },
    sites: {},
    ends: "unsupported-source",
    asks: [],
  },
  "a version among the files of this computer": {
    source: offering("file:///home/a.jpg"),
    sites: { [SHOWN]: file(PICTURE) },
    ends: null,
    asks: [],
  },
  "a version of an extension": {
    source: offering("chrome-extension://abcdefghijklmnopabcdefghijklmnop/a.jpg"),
    sites: { [SHOWN]: file(PICTURE) },
    ends: null,
    asks: [],
  },
  "a version that redirects to a site of the person's": {
    source: offering("http://other.test/a.jpg"),
    sites: {
      [SHOWN]: file(PICTURE),
      "http://other.test/a.jpg": redirect(MEMBERS),
      [MEMBERS]: forMembers,
    },
    ends: null,
    asks: [plain("http://other.test/a.jpg"), plain(MEMBERS)],
  },
  "a version that redirects to this computer": {
    source: offering("http://other.test/a.jpg"),
    sites: {
      [SHOWN]: file(PICTURE),
      "http://other.test/a.jpg": redirect("http://127.0.0.1/a.jpg"),
    },
    ends: null,
    asks: [plain("http://other.test/a.jpg")],
  },
  "a film whose pieces lie on a site of the person's": {
    source: STREAM,
    sites: {
      "http://cdn.test/list.m3u8": film("http://members.test/one"),
      "http://members.test/one": forMembers,
    },
    ends: "not-media",
    asks: [plain("http://members.test/one")],
  },
  "a film with a picture among its pieces": {
    source: STREAM,
    sites: {
      "http://cdn.test/list.m3u8": film("http://other.test/one", MEMBERS),
      "http://other.test/one": file(PIECE),
      [MEMBERS]: file(PICTURE),
    },
    ends: "not-media",
    asks: [plain("http://other.test/one"), plain(MEMBERS)],
  },
  "a film whose pieces lie where nothing was allowed": {
    source: STREAM,
    sites: { "http://cdn.test/list.m3u8": film("http://members.test/one") },
    granted: (origin) => origin === "*://cdn.test/*",
    ends: "permission-refused",
    asks: [],
  },
  "a film with pieces of this computer": {
    source: STREAM,
    sites: { "http://cdn.test/list.m3u8": film("http://127.0.0.1/one") },
    ends: "unsupported-source",
    asks: [],
  },
  "a film with pieces of the API of X": {
    source: STREAM,
    sites: { "http://cdn.test/list.m3u8": film("https://api.x.com/2/users/me") },
    ends: "unsupported-source",
    asks: [],
  },
  "a film with a quality in a private network": {
    source: STREAM,
    sites: {
      "http://cdn.test/list.m3u8": file(
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nhttp://10.0.0.1/list.m3u8",
      ),
    },
    ends: "unsupported-source",
    asks: [],
  },
  "an encrypted film, whose key is a site's of the person": {
    source: STREAM,
    sites: {
      "http://cdn.test/list.m3u8": film(
        `#EXT-X-KEY:METHOD=AES-128,URI="${MEMBERS}"`,
        "http://other.test/one",
      ),
    },
    ends: "protected-video",
    asks: [],
  },
};

describe("a page that names what the person did not mean", () => {
  it.each(Object.entries(ROWS))(
    "(%s) gets it without cookies and Referer, or not at all",
    async (_name, row) => {
      Object.assign(sites, row.sites);
      const ends = await capture(row.source, row.granted ?? all);
      const shown = row.source.url ?? SHOWN;
      const asks = seen.filter(({ address }) => address !== shown || row.source.isOffered === true);
      expect({ ends, asks }).toEqual({ ends: row.ends, asks: row.asks });
    },
  );
});

describe("what the browser shows is asked for as the page does, after a plain try", () => {
  it("with the person's cookies where the site wants them", async () => {
    Object.assign(sites, { [MEMBERS]: forMembers });
    expect(await capture({ url: MEMBERS }, all)).toBeNull();
    expect(seen).toEqual([
      plain(MEMBERS),
      { address: MEMBERS, cookie: "of=members.test", referer: null },
    ]);
  });

  it("with the origin of the page as Referer, and no more of it", async () => {
    Object.assign(sites, { [SHOWN]: refuse });
    await capture({}, all);
    expect(seen.slice(0, 2)).toEqual([
      plain(SHOWN),
      { address: SHOWN, cookie: null, referer: "http://page.test/" },
    ]);
  });

  it("without cookies where nobody knows whether it is shown", async () => {
    Object.assign(sites, { [MEMBERS]: forMembers });
    expect(await capture({ url: MEMBERS, isUnvouched: true }, all)).toBe("not-media");
    expect(seen.map(({ cookie }) => cookie)).toEqual([null, null]);
    expect(seen.at(-1)?.referer).toBe("http://page.test/");
  });

  it("without the user name and the password of its address, with which nothing can be asked", async () => {
    Object.assign(sites, { [MEMBERS]: forMembers });
    const url = MEMBERS.replace("http://", "http://someone:secret@");
    expect(await capture({ url }, all)).toBeNull();
    expect(seen.map(({ address, cookie }) => [address, cookie])).toEqual([
      [MEMBERS, null],
      [MEMBERS, "of=members.test"],
    ]);
  });

  it("and its redirect to another site is followed without either", async () => {
    Object.assign(sites, { [SHOWN]: redirect(MEMBERS), [MEMBERS]: forMembers });
    expect(await capture({}, all)).toBe("not-media");
    const atMembers = seen.filter(({ address }) => address === MEMBERS);
    expect(atMembers.length).toBeGreaterThan(0);
    expect(atMembers.every(({ cookie, referer }) => cookie === null && referer === null)).toBe(
      true,
    );
    expect(seen.some(({ address, cookie }) => address === SHOWN && cookie !== null)).toBe(true);
  });

  it("and its redirect out of the browser's sight is not read where a page must not lead", async () => {
    const url = "http://unseen.test/a.jpg";
    Object.assign(sites, { [url]: redirect("http://127.0.0.1/one") });
    expect(await capture({ url }, all)).toBe("redirect-failed");
  });

  it("and its redirect within its host keeps both", async () => {
    const moved = "http://members.test/moved.jpg";
    Object.assign(sites, { [MEMBERS]: redirect(moved), [moved]: forMembers });
    expect(await capture({ url: MEMBERS }, all)).toBeNull();
    expect(seen.at(-1)).toEqual({ address: moved, cookie: "of=members.test", referer: null });
  });
});
