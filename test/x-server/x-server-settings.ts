import type { OperationName } from "./operation";
import { type ProcessingPlan, usualProcessing } from "./processing-clock";

/** What a test may order at the start and change while the server runs. */
export interface XServerSettings {
  /** The round trip of every request. */
  latencyMs: number;
  /** For request bodies, shared by all connections; `Infinity` for no limit. */
  bandwidthBitsPerSecond: number;
  /** For GIFs and videos finalized from now on. */
  processing: ProcessingPlan;
  /** `ask` shows the consent page; the others answer at once with the redirect. */
  consent: "ask" | "allow" | "deny";
  /** Whoever signs in next; undefined is the first of the users. */
  signInAs: string | undefined;
  /** Sent back in place of the client's `state` when set. */
  forgedState: string | undefined;
  /** What the person grants, at most; undefined grants all that is asked for. */
  grantedScopes: readonly string[] | undefined;
  accessTokenSecs: number;
  authorizationCodeSecs: number;
  /** Whether the use of an old refresh token ends the whole grant. */
  refreshReuseEndsGrant: boolean;
  /** Whether the app has credits; without them the billed calls answer 402. */
  hasCredits: boolean;
  /** What is left of the credits, in US dollars; null: nobody is told, and the call answers 404. */
  creditsUsd: number | null;
  mediaLifetimeSecs: number;
  /** `false` hashes segments in order and drops them: for uploads larger than memory. */
  keepBytes: boolean;
  /** The largest body of one append; X's documentation says 8 MB. */
  maxSegmentBytes: number;
  /** Whether a segment that has arrived, and a finalize that has worked, are refused the second time. */
  refusesRepeats: boolean;
  /** Calls per user and window; what is not named keeps X's own limit. */
  rateLimits: Partial<Record<OperationName, number>>;
  rateLimitWindowMs: number;
  /** How far X's own clock is ahead of this machine's. */
  clockAheadMs: number;
  /** How long after it was made a post is missing from timelines. */
  timelineLagMs: number;
  /** The form of a timeline without posts. */
  emptyTimeline: EmptyTimeline;
  /** Whether a post carries the media key that its upload was given; no document says so. */
  keepsMediaKeys: boolean;
  /** What X has against the account of everybody who signs in. */
  accountState: "good" | "suspended" | "locked";
  /** Whether the owner's spending limit is reached: then the billed calls answer 403. */
  isSpendCapReached: boolean;
}

/** Forms that were met: without `data`, with an empty one, with a list of no errors, and that alone. */
export type EmptyTimeline = "no data" | "empty data" | "no errors" | "nothing else";

/** The settings of a server that is given none. */
export const defaultSettings: XServerSettings = {
  latencyMs: 0,
  bandwidthBitsPerSecond: Infinity,
  processing: usualProcessing,
  consent: "ask",
  signInAs: undefined,
  forgedState: undefined,
  grantedScopes: undefined,
  accessTokenSecs: 7200,
  authorizationCodeSecs: 30,
  refreshReuseEndsGrant: true,
  hasCredits: true,
  creditsUsd: 12.5,
  mediaLifetimeSecs: 86_400,
  keepBytes: true,
  maxSegmentBytes: 8 * 1024 ** 2,
  refusesRepeats: false,
  rateLimits: {},
  rateLimitWindowMs: 15 * 60_000,
  clockAheadMs: 0,
  timelineLagMs: 0,
  emptyTimeline: "no data",
  keepsMediaKeys: true,
  accountState: "good",
  isSpendCapReached: false,
};
