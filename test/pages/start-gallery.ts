import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type LinkSettings, LinkShaper } from "../x-server/link-shaping";
import { constructPage } from "./construct-pages";
import { type GalleryFile, galleryFile } from "./gallery-files";
import { admitMedia, GALLERY_HOSTS, MEMBER_COOKIE } from "./gallery-hosts";
import { galleryPage } from "./gallery-page";
import { sendFile } from "./send-file";

/** A request as it came in. */
export interface GalleryRequest {
  readonly method: string;
  /** The host name without its port. */
  readonly host: string;
  /** With its query. */
  readonly path: string;
  readonly hasCookies: boolean;
  readonly referer: string | undefined;
  /** The part that was asked for, such as "bytes=1048576-"; undefined: all of it. */
  readonly range: string | undefined;
  /** `cut`: whoever asked went away before the end of the answer. Changes as the answer goes out. */
  readonly outcome: "open" | "sent" | "cut";
  /** Of the answer; absent before it is over. */
  readonly status?: number;
}

/** A running server of pages and media, on a loopback port. */
export interface Gallery {
  readonly port: number;
  /** The address of the front page as a browser with `resolve` sees it. */
  readonly origin: "http://gallery.test";
  /** What launchExtension() needs to find the gallery's hosts: `{"gallery.test:80": port, …}`. */
  readonly resolve: Readonly<Record<string, number>>;
  /** Every request since the start or the last clearRequests(), in the order of arrival. */
  readonly requests: readonly GalleryRequest[];
  clearRequests(): void;
  /** From now on the path (with its query) is answered with another file, from any host: the cause of an error is gone. */
  serveInstead(path: string, otherPath: string): void;
  /** How slow the way from the sites is, for files; fast unless told. */
  shapeLink(settings: LinkSettings): void;
  /** Ends what serveInstead() and refuse() began. */
  serveAsBefore(): void;
  /** Serves bytes at /made/<name>: media that a test has made for itself. */
  offer(name: string, contentType: string, bytes: Uint8Array): void;
  /** The same for what changes from one request to the next, such as the list of a live stream; scripts of any site may read it. */
  offerFile(name: string, make: () => GalleryFile): void;
  /** From now on an offered name is answered with an HTTP status, so many times. */
  refuse(name: string, status: number, times?: number): void;
  /** The address of a page of constructPage(), such as "cross-origin-image". */
  constructUrl(name: string, query?: string): string;
  /** The SHA-256 in hex of a file such as "/media/harbor.jpg" or "/large/video.mp4?bytes=600000". */
  sha256Of(path: string): string;
  /** Ends the server and every open connection. */
  close(): Promise<void>;
}

/** How to start the gallery. */
export interface GalleryOptions {
  /** A free port unless told. */
  readonly port?: number;
}

const ORIGIN = "http://gallery.test";

const FAST: LinkSettings = { latencyMs: 0, bandwidthBitsPerSecond: Infinity };

// Spares the request log a /favicon.ico.
const NO_ICON = `<link rel="icon" href="data:,">`;

const LOGIN_PAGE = `<!doctype html><title>Members only</title><h1>Members only</h1>
<p><a href="/login">Sign in</a> to see this picture.`;

/** Starts the gallery on 127.0.0.1. Nothing outlives close() or the end of this process. */
export async function startGallery(options: GalleryOptions = {}): Promise<Gallery> {
  const requests: GalleryRequest[] = [];
  const replacements = new Map<string, string>();
  let linkSettings = FAST;
  const link = new LinkShaper(() => linkSettings);
  const offered = new Map<string, () => GalleryFile>();
  const refused = new Map<string, { readonly status: number; times: number }>();
  const server = createServer((request, response) => {
    const entry = describeRequest(request);
    requests.push(entry);
    response.on("close", () => {
      Object.assign(entry, {
        outcome: response.writableFinished ? "sent" : "cut",
        status: response.statusCode,
      });
    });
    const refusal = refused.get(request.url ?? "");
    if (refusal !== undefined && refusal.times > 0) {
      refusal.times -= 1;
      sendHtml(response, refusal.status, "<!doctype html><title>No</title>");
      return;
    }
    const replacement =
      offered.get(request.url ?? "")?.() ?? galleryFile(replacements.get(request.url ?? "") ?? "");
    if (replacement === undefined) answer(request, response, link);
    else void sendFile(request, response, replacement, link);
  });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  return {
    port,
    origin: ORIGIN,
    resolve: Object.fromEntries(GALLERY_HOSTS.map((host) => [`${host}:80`, port])),
    requests,
    clearRequests() {
      requests.length = 0;
    },
    serveInstead(path, otherPath) {
      replacements.set(path, otherPath);
    },
    shapeLink(settings) {
      linkSettings = settings;
    },
    serveAsBefore() {
      replacements.clear();
      refused.clear();
    },
    offer(name, contentType, bytes) {
      const file = { contentType, totalBytes: bytes.length, chunks: () => [bytes] };
      offered.set(`/made/${name}`, () => file);
    },
    offerFile(name, make) {
      offered.set(`/made/${name}`, () => ({ ...make(), isShared: true }));
    },
    refuse(name, status, times = Infinity) {
      refused.set(`/made/${name}`, { status, times });
    },
    constructUrl(name, query = "") {
      if (constructPage(name, query) === undefined) {
        throw new Error(`There is no page /construct/${name}.`);
      }
      return `${ORIGIN}/construct/${name}${query}`;
    },
    sha256Of(path) {
      const file = galleryFile(path);
      if (file?.totalBytes === undefined) {
        throw new Error(`There is no file of a known length at ${path}.`);
      }
      const hash = createHash("sha256");
      for (const chunk of file.chunks()) {
        hash.update(chunk);
      }
      return hash.digest("hex");
    },
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function describeRequest({ method, headers, url }: IncomingMessage): GalleryRequest {
  return {
    method: method ?? "",
    host: (headers.host ?? "").replace(/:\d+$/, ""),
    path: url ?? "",
    hasCookies: headers.cookie !== undefined,
    referer: headers.referer,
    range: headers.range,
    outcome: "open",
  };
}

function answer(request: IncomingMessage, response: ServerResponse, link: LinkShaper): void {
  const { pathname, search } = new URL(request.url ?? "/", ORIGIN);
  const construct = /^\/construct\/([a-z-]+)$/.exec(pathname)?.[1];
  const page = construct === undefined ? undefined : constructPage(construct, search);
  if (page !== undefined) {
    const html = `<!doctype html>${NO_ICON}<title>${construct}</title>${page.body}`;
    sendHtml(response, 200, html, page.headers);
  } else if (pathname === "/") {
    sendHtml(response, 200, galleryPage());
  } else if (pathname === "/login") {
    // For img.members.test too.
    const cookie = `${MEMBER_COOKIE}; Domain=members.test; Path=/; HttpOnly; SameSite=Lax`;
    sendHtml(response, 200, "<!doctype html><title>Signed in</title>", { "set-cookie": cookie });
  } else if (pathname === "/broken/403.jpg") {
    sendHtml(response, 403, "<!doctype html><title>Forbidden</title>");
  } else if (pathname === "/broken/loop.jpg") {
    response.writeHead(302, { location: pathname }).end();
  } else if (pathname === "/moved") {
    const location = new URLSearchParams(search).get("to") ?? "/";
    response.writeHead(302, { location }).end();
  } else if (pathname.startsWith("/redirect/")) {
    const location = `http://archive.test/media/${pathname.slice("/redirect/".length)}`;
    response.writeHead(302, { location }).end();
  } else {
    answerMedia(request, response, link);
  }
}

function answerMedia(request: IncomingMessage, response: ServerResponse, link: LinkShaper): void {
  const file = galleryFile(request.url ?? "/");
  if (file === undefined) {
    sendHtml(response, 404, "<!doctype html><title>Not found</title>");
    return;
  }
  const admission = admitMedia(request.headers);
  switch (admission) {
    case "serve":
      void sendFile(request, response, file, link);
      return;
    case "placeholder": {
      const placeholder = galleryFile("/media/placeholder.png");
      void sendFile(request, response, placeholder ?? file, link);
      return;
    }
    case "login-page":
      sendHtml(response, 200, LOGIN_PAGE);
      return;
    case "forbid":
      sendHtml(response, 403, "<!doctype html><title>Forbidden</title>");
      return;
    default:
      admission satisfies never;
  }
}

function sendHtml(
  response: ServerResponse,
  status: number,
  html: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  // Nothing is cached, so that the request log is complete.
  const fixed = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };
  response.writeHead(status, { ...fixed, ...headers }).end(html);
}
