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
  mediaLifetimeSecs: number;
  /** `false` hashes segments in order and drops them: for uploads larger than memory. */
  keepBytes: boolean;
  /** The largest body of one append; X's documentation says 8 MB. */
  maxSegmentBytes: number;
  /** Calls per user and window; what is not named keeps X's own limit. */
  rateLimits: Partial<Record<OperationName, number>>;
  rateLimitWindowMs: number;
}

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
  mediaLifetimeSecs: 86_400,
  keepBytes: true,
  maxSegmentBytes: 8 * 1024 ** 2,
  rateLimits: {},
  rateLimitWindowMs: 15 * 60_000,
};
