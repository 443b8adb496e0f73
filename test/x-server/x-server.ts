import type { FaultRule } from "./fault-rules";
import type { Hold, HoldMoment } from "./hold-points";
import type { MediaCategoryName } from "./media-category";
import type { ReceivedPost } from "./post-store";
import type { ProcessingPlan } from "./processing-clock";
import type { StrangerPost } from "./stranger-posts";
import type { LogEntry } from "./request-log";
import type { SensitiveKind } from "./request-fields";
import type { RequestMatch } from "./request-match";
import type { XClient } from "./x-client";
import type { XServerSettings } from "./x-server-settings";
import type { XUser } from "./x-user";

/** What a local X is started with: its world, and any settings that differ from the usual. */
export interface XServerOptions extends Partial<XServerSettings> {
  /** 0, the default, takes any free port. */
  port?: number;
  /** One native app when left out. */
  clients?: readonly XClient[];
  /** For the default app; compared exactly. Any address is accepted when left out. */
  redirectUris?: readonly string[];
  /** One account when left out; the first one signs in. */
  users?: readonly XUser[];
}

/** A token pair for a test that does not go through the browser. */
export interface IssuedGrant {
  userId: string;
  clientId: string;
  accessToken: string;
  /** Only with the scope `offline.access`. */
  refreshToken?: string;
  expiresInSecs: number;
  scope: string;
}

/** An upload as the local X sees it at the moment of asking. */
export interface ObservedMedia {
  id: string;
  key: string;
  category: MediaCategoryName;
  mediaType: string;
  totalBytes: number;
  ownerId: string;
  additionalOwners: readonly string[];
  state: "uploading" | "processing" | "ready" | "failed" | "expired";
  /**
   * Hex, of what has arrived without a gap. Undefined when a hashed and dropped segment was sent
   * again with other bytes.
   */
  sha256: string | undefined;
  /** What has arrived without a gap; undefined with `keepBytes: false`. */
  bytes(): Buffer | undefined;
  altText: string | undefined;
  /** What viewers are warned of. */
  warnings: readonly SensitiveKind[];
  /** The subtitles of a video: their language, its name, and what they say. */
  subtitles: readonly { language: string; displayName: string | undefined; text: string }[];
  /** How often each segment came, by its index; a one-shot upload is one segment 0. */
  segments: Readonly<Record<number, number>>;
}

/** A running local X: the stand-in for api.x.com and x.com, with everything that tests ask of it. */
export interface XServer {
  readonly port: number;
  /** `https://127.0.0.1:<port>`; answers for both hosts. */
  readonly origin: string;
  readonly certificatePem: string;
  /** For Chromium's `--ignore-certificate-errors-spki-list`. */
  readonly spkiSha256Base64: string;
  /** For Chromium's `--host-resolver-rules`. */
  readonly hostResolverRules: string;
  /** The id of the first app. */
  readonly clientId: string;

  /** Every request in order of arrival; entries complete as their requests end. */
  readonly log: readonly LogEntry[];
  /** Every post, oldest first. */
  readonly posts: readonly ReceivedPost[];
  /** Those that timelines show by now. */
  readonly shownPosts: readonly ReceivedPost[];
  /** One upload by its id; undefined when there is none. */
  media(id: string): ObservedMedia | undefined;
  /** Every upload, oldest first. */
  allMedia(): ObservedMedia[];
  /** The first log entry that fits, now or within the time (5 s unless told otherwise). */
  waitForLog(predicate: (entry: LogEntry) => boolean, timeoutMs?: number): Promise<LogEntry>;

  readonly settings: Readonly<XServerSettings>;
  /** Changes settings from the next step of any request on. */
  change(settings: Partial<XServerSettings>): void;
  /** Gives one upload another processing plan, whose clock starts now. */
  changeProcessing(mediaId: string, plan: ProcessingPlan): void;
  /** Adds a post of somebody without an account here; answers its id. */
  addStrangerPost(post: Omit<StrangerPost, "id">): string;
  /** Orders a fault. Rules are tried in the order given. */
  addFault(rule: FaultRule): void;
  /** Stops fitting requests until released: before any effect, unless told to stop them after it. */
  hold(match: RequestMatch, moment?: HoldMoment): Hold;

  /** Makes a valid token pair; an earlier grant of the same app and person ends. */
  issueGrant(options?: {
    userId?: string;
    clientId?: string;
    scopes?: readonly string[];
  }): IssuedGrant;
  /** Every access token answers 401 from now on; refresh tokens stay good. */
  expireAccessTokens(): void;
  /** Ends the grants of one person, or all: access and refresh tokens are worthless. */
  endGrant(userId?: string): void;

  /**
   * Back to the settings of the start, with no log, posts, media, faults, holds or counted calls.
   * Signed-in clients stay signed in with `keepGrants`.
   */
  reset(options?: { keepGrants?: boolean }): void;
  /** Ends every connection and the server. */
  close(): Promise<void>;
}
