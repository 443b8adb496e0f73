import { once } from "node:events";
import { createSecureServer, type ServerHttp2Session } from "node:http2";
import type { AddressInfo, Socket } from "node:net";
import { AuthorizePage } from "./authorize";
import { sharedCertificate } from "./certificate";
import { DecimalIds } from "./decimal-ids";
import { FaultRules } from "./fault-rules";
import { GrantStore } from "./grant-store";
import { HoldPoints } from "./hold-points";
import { LinkShaper } from "./link-shaping";
import { MediaStore } from "./media-store";
import { observeMedia } from "./observed-media";
import { performOperation } from "./perform-operation";
import { PostStore } from "./post-store";
import { RateLimits } from "./rate-limits";
import { RequestLog } from "./request-log";
import { serveRequest } from "./serve-request";
import { StrangerPosts } from "./stranger-posts";
import { listShownPosts } from "./users";
import type { ServiceState } from "./service-state";
import { defaultClientId, type XClient } from "./x-client";
import type { XServer, XServerOptions } from "./x-server";
import { defaultSettings, type XServerSettings } from "./x-server-settings";
import { defaultUser } from "./x-user";

const allScopes = ["tweet.read", "tweet.write", "users.read", "media.write", "offline.access"];

/**
 * Starts a local X on the loopback address, with HTTP/2 and HTTP/1.1 over TLS and a certificate made by
 * this process. Everything is in memory and gone after `close()`.
 */
export async function startXServer(options: XServerOptions = {}): Promise<XServer> {
  const { port = 0, clients, redirectUris, users, ...ordered } = options;
  const startSettings: XServerSettings = { ...defaultSettings, ...ordered };
  const ids = new DecimalIds();
  const state: ServiceState = {
    settings: { ...startSettings },
    clients: clients ?? [defaultClient(redirectUris)],
    users: users ?? [defaultUser],
    grants: new GrantStore(),
    media: new MediaStore(ids),
    posts: new PostStore(ids),
    rateLimits: new RateLimits(
      () => state.settings,
      () => state.now(),
    ),
    strangers: new StrangerPosts(ids),
    now: () => Date.now() + state.settings.clockAheadMs,
  };
  const log = new RequestLog();
  const holds = new HoldPoints();
  const faults = new FaultRules();
  const link = new LinkShaper(() => state.settings);
  const authorizePage = new AuthorizePage();
  const perform = (request: Parameters<typeof performOperation>[0]) =>
    performOperation(request, state, authorizePage);

  const certificate = await sharedCertificate();
  const server = createSecureServer(
    {
      allowHTTP1: true,
      key: certificate.privateKeyPem,
      cert: certificate.certificatePem,
      // Large enough for speed, small enough that a sender feels the shaped bandwidth.
      settings: { initialWindowSize: 262_144 },
    },
    (incoming, outgoing) =>
      void serveRequest(incoming, outgoing, { log, link, holds, faults, perform, now: state.now }),
  );
  const sessions = new Set<ServerHttp2Session>();
  server.on("session", (session) => {
    session.setLocalWindowSize(1_048_576);
    sessions.add(session);
    session.once("close", () => sessions.delete(session));
    // A connection that breaks is the client's affair; its requests are logged as aborted.
    session.on("error", () => session.destroy());
  });
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const { port: actualPort } = server.address() as AddressInfo;

  return {
    port: actualPort,
    origin: `https://127.0.0.1:${actualPort}`,
    certificatePem: certificate.certificatePem,
    spkiSha256Base64: certificate.spkiSha256Base64,
    hostResolverRules: ["api.x.com", "x.com"]
      .map((host) => `MAP ${host}:443 127.0.0.1:${actualPort}`)
      .join(","),
    clientId: firstOf(state.clients).id,
    get log() {
      return log.entries;
    },
    get shownPosts() {
      return listShownPosts(state);
    },
    get posts() {
      return state.posts.all();
    },
    media: (id) => {
      const record = state.media.get(id);
      return record && observeMedia(record, state.media);
    },
    allMedia: () => state.media.all().map((record) => observeMedia(record, state.media)),
    waitForLog: (predicate, timeoutMs = 5000) => log.waitFor(predicate, timeoutMs),
    get settings() {
      return state.settings;
    },
    change: (changed) => {
      state.settings = { ...state.settings, ...changed };
    },
    changeProcessing: (mediaId, plan) => {
      const record = state.media.get(mediaId);
      if (record?.phase.name !== "processing") throw new Error("This media is not in processing.");
      record.phase = { name: "processing", startedAtMs: performance.now(), plan };
    },
    addStrangerPost: (post) => state.strangers.add(post).id,
    addFault: (rule) => faults.add(rule),
    hold: (match, moment = "before") => holds.add(match, moment),
    issueGrant: ({ userId, clientId, scopes = allScopes } = {}) => {
      const grant = state.grants.issue({
        userId: userId ?? firstOf(state.users).id,
        clientId: clientId ?? firstOf(state.clients).id,
        scopes,
        accessTokenSecs: state.settings.accessTokenSecs,
      });
      return {
        userId: grant.userId,
        clientId: grant.clientId,
        accessToken: grant.accessToken,
        ...(grant.refreshToken !== undefined && { refreshToken: grant.refreshToken }),
        expiresInSecs: state.settings.accessTokenSecs,
        scope: grant.scopes.join(" "),
      };
    },
    expireAccessTokens: () => state.grants.expireAccessTokens(),
    endGrant: (userId) => state.grants.end(userId),
    reset: ({ keepGrants = false } = {}) => {
      state.settings = { ...startSettings };
      holds.clear();
      faults.clear();
      log.clear();
      state.media.clear();
      state.posts.clear();
      state.strangers.clear();
      state.rateLimits.clear();
      if (!keepGrants) state.grants.clear();
    },
    close: async () => {
      holds.clear();
      for (const session of sessions) session.destroy();
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function defaultClient(redirectUris: readonly string[] | undefined): XClient {
  return {
    id: defaultClientId,
    type: "native",
    name: "Tweet This Image",
    ...(redirectUris && { redirectUris }),
  };
}

function firstOf<Item>(items: readonly Item[]): Item {
  const [first] = items;
  if (first === undefined) throw new Error("At least one client and one user are needed.");
  return first;
}
