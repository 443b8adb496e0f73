import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beginCapture } from "../../../lib/capture/click/begin-capture";
import { JobRunner, type RunnerEffects } from "../../../lib/runner/job-runner";
import type {
  Attachment,
  CapturingAttachment,
  ConvertingAttachment,
} from "../../../lib/jobs/attachment";
import type { Post } from "../../../lib/jobs/post";
import { sleepUntil } from "../../../lib/runner/sleep-until";
import type { MediaInfo } from "../../../lib/media/media-info";
import { inspectMedia } from "../../../lib/media/inspect-media";
import { PRIMARY_ACCOUNT_ID } from "../../../lib/store/account-record";
import { updateAccount } from "../../../lib/store/account-store";
import { putGrant } from "../../../lib/store/grant-store";
import { getAttachment } from "../../../lib/store/attachment-store";
import { appendChunk, CHUNK_BYTES } from "../../../lib/store/byte-store";
import { openStoredBytes } from "../../../lib/store/read-bytes";
import { watchOwnChanges } from "../../../lib/store/change-notice";
import { closeDatabase } from "../../../lib/store/database";
import { setOpenDraftId } from "../../../lib/store/open-draft-store";
import { getPost } from "../../../lib/store/post-store";
import { createTokenSource } from "../../../lib/x/access-token";
import { topLevelDomains } from "../../../lib/rules/known-top-level-domains";
import { storedGrant } from "../../../lib/x/stored-grant";
import type { ConnectX, XConnection } from "../../../lib/x/x-request";
import { startXServer } from "../../x-server/start-x-server";
import type { XServer, XServerOptions } from "../../x-server/x-server";
import { SOURCE } from "../jobs/example-records";
import { serialLocks } from "./serial-locks";
import { bytesOf } from "../media/bytes-of";

/** The extension's jobs without a browser: a fresh store, a runner, and a local X to talk to. */
export interface JobWorld {
  readonly server: XServer;
  /** The connection of the account that is signed in at the start, and those of others. */
  readonly x: XConnection & ConnectX;
  /** Stores an added file as a capture would. */
  readonly capture: RunnerEffects["capture"];
  /** A runner with empty memory, as after the worker's death; the old one must not be used any more. */
  startRunner(): JobRunner;
  runner: JobRunner;
  /** Puts a file into the open draft as a capture would; its upload begins. */
  addFile(bytes: Uint8Array<ArrayBuffer>, options?: { altText?: string }): Promise<string>;
  attachmentReaches(id: string, state: Attachment["state"]): Promise<Attachment>;
  attachmentShows(id: string, isWanted: (attachment: Attachment) => boolean): Promise<Attachment>;
  postReaches(id: string, state: Post["state"]): Promise<Post>;
  postShows(id: string, isWanted: (post: Post) => boolean): Promise<Post>;
  /** What no step expected; empty in a healthy run. */
  readonly crashes: unknown[];
  /** Calls back in place of an alarm, which otherwise never rings. */
  onWakeUp(listener: (atMs: number) => void): void;
  readonly awake: { count: number };
  /** Whether an alarm would wake an ended worker every half minute. */
  readonly watch: { isOn: boolean };
  /** What the browser knows about its network. */
  readonly network: { isOnline: boolean };
  close(): Promise<void>;
}

/** What a world may have other than usual. */
export interface JobSurroundings {
  /** In place of real waits. */
  readonly sleepUntil?: RunnerEffects["sleepUntil"];
  /** In place of a hidden page that draws nothing. */
  readonly drawFilm?: RunnerEffects["drawFilm"];
  /** What becomes of a call on its way to the local X. */
  /** Whether the site says how large a file is: then its upload begins before all of it is there. */
  readonly tellsSize?: boolean;
  readonly wrapFetch?: (server: XServer, fetchFromX: typeof fetch) => typeof fetch;
}

/** Starts a world whose account is signed in. */
export async function startJobWorld(
  options: XServerOptions = {},
  surroundings: JobSurroundings = {},
): Promise<JobWorld> {
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
  const server = await startXServer(options);
  const grant = server.issueGrant();
  await putGrant({
    accountId: PRIMARY_ACCOUNT_ID,
    clientId: server.clientId,
    accessToken: grant.accessToken,
    refreshToken: grant.refreshToken ?? null,
    expiresAtMs: Date.now() + 7_200_000,
    scopes: ["tweet.write", "media.write"],
  });
  await updateAccount(PRIMARY_ACCOUNT_ID, { clientId: server.clientId, state: "signed-in" });

  const network = { isOnline: true };
  const locks = serialLocks();
  const fetchOverLoopback: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.hostname !== "api.x.com") throw new Error(`Unexpected network call to ${url.origin}`);
    return fetch(`https://127.0.0.1:${server.port}${url.pathname}${url.search}`, init);
  };
  const fetchFromX = surroundings.wrapFetch?.(server, fetchOverLoopback) ?? fetchOverLoopback;
  const shared = {
    fetch: fetchFromX,
    now: Date.now,
    isOnline: () => network.isOnline,
    topLevelDomains: () => Promise.resolve(topLevelDomains()),
  };
  const as = (accountId: string): XConnection => {
    const keeper = {
      ...storedGrant(accountId),
      exclusively: <T>(task: () => Promise<T>) => locks(`grant:${accountId}`, task),
    };
    return { ...shared, tokens: createTokenSource(keeper, fetchFromX, Date.now) };
  };
  const x: JobWorld["x"] = { ...as(PRIMARY_ACCOUNT_ID), as };
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const crashes: unknown[] = [];
  const awake = { count: 0 };
  const watch = { isOn: false };
  const capture: RunnerEffects["capture"] = async (attachment) => ({
    verdict: "as-is",
    media: await storeFile(
      attachment,
      files.get(attachment.source.url),
      surroundings.tellsSize === true ? (files.get(attachment.source.url)?.length ?? null) : null,
    ),
  });

  let ring = (_atMs: number) => {};
  const startRunner = () =>
    new JobRunner({
      x,
      capture,
      convert: recodeInName,
      drawThumbnail: () => Promise.resolve(null),
      drawFilm: surroundings.drawFilm ?? (() => Promise.resolve()),
      exclusively: locks,
      stayAwake() {
        awake.count += 1;
        return () => {
          awake.count -= 1;
        };
      },
      sleepUntil: surroundings.sleepUntil ?? sleepUntil,
      scheduleWakeUp: (atMs) => ring(atMs),
      watch: (on) => void (watch.isOn = on),
      showDraft: (postId) => setOpenDraftId(postId),
      random: () => 0,
      reportCrash: (error) => crashes.push(error),
    });

  const world: JobWorld = {
    server,
    x,
    capture,
    startRunner,
    runner: startRunner(),
    crashes,
    onWakeUp(listener) {
      ring = listener;
    },
    awake,
    watch,
    network,
    async addFile(bytes, { altText = "" } = {}) {
      const url = `https://gallery.test/picture-${files.size + 1}`;
      // Known first: another runner may find the capture as soon as it is stored.
      files.set(url, bytes);
      const id = await beginCapture({ ...SOURCE, url }, Date.now());
      if (altText !== "") {
        const { editAltText } = await import("../../../lib/commands/draft-commands");
        await editAltText(id, altText, { runner: world.runner, now: Date.now });
      }
      world.runner.wakeAttachment(id);
      return id;
    },
    attachmentReaches: (id, state) => world.attachmentShows(id, (found) => found.state === state),
    attachmentShows: (id, isWanted) => until(() => getAttachment(id), isWanted),
    postReaches: (id, state) => world.postShows(id, (found) => found.state === state),
    postShows: (id, isWanted) => until(() => getPost(id), isWanted),
    async close() {
      await server.close();
      await closeDatabase();
    },
  };
  return world;
}

async function storeFile(
  attachment: CapturingAttachment,
  bytes: Uint8Array<ArrayBuffer> | undefined,
  totalBytes: number | null,
): Promise<MediaInfo> {
  if (bytes === undefined) throw new Error("No file for this attachment");
  for (let start = 0; start < bytes.byteLength; start += CHUNK_BYTES) {
    const run = new Blob([bytes.subarray(start, start + CHUNK_BYTES)]);
    const transfer = {
      doneBytes: start + run.size,
      totalBytes,
      bytesPerSecond: 0,
    };
    await appendChunk(attachment.id, start, run, transfer, Date.now());
  }
  const result = await inspectMedia(bytesOf(new Blob([bytes])));
  if (!result.ok) throw new Error(`Not a sample: ${result.refusal.code}`);
  return result.media;
}

const DEADLINE_MS = 15_000;

/** Resolves when a look at the store, repeated after each change of it, finds what is wanted. */
function until<T>(look: () => Promise<T | undefined>, isWanted: (found: T) => boolean): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`Not seen within ${DEADLINE_MS} ms: ${isWanted.toString()}`));
    }, DEADLINE_MS);
    const check = () => {
      look().then(
        (found) => {
          if (found === undefined || !isWanted(found)) return;
          stop();
          resolve(found);
        },
        (error: unknown) => {
          stop();
          reject(error);
        },
      );
    };
    const unwatch = watchOwnChanges(check);
    const stop = () => {
      clearTimeout(timer);
      unwatch();
    };
    check();
  });
}

/** In place of coding anew what X has refused: the same bytes once more. */
async function recodeInName({
  id,
  conversion,
}: ConvertingAttachment): Promise<{ media: MediaInfo; thumbnail: null }> {
  const isRefused = "because" in conversion && conversion.because === "refused";
  if (!isRefused) throw new Error("Nothing here needs converting");
  const bytes = await openStoredBytes(id);
  const inspected = bytes && (await inspectMedia(bytes));
  if (inspected?.ok !== true) throw new Error("Nothing is stored that X takes");
  return { media: { ...inspected.media, isCodedAnew: true }, thumbnail: null };
}
