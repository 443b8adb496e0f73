import { PREFERRED_SEGMENT_BYTES } from "../../lib/jobs/segment-plan";
import type { OperationName } from "../x-server/operation";
import type { XServerSettings } from "../x-server/x-server-settings";
import { buildJpeg } from "../unit/media/build-jpeg";
import { buildMp4 } from "../unit/media/build-mp4";

/** A call of the X API on the way of a post, with what it takes to have it made. */
export interface Endpoint {
  /** The call that the fault befalls. */
  readonly operation: OperationName;
  readonly file: Uint8Array<ArrayBuffer>;
  /** What goes wrong earlier, so that the call is made at all. */
  readonly earlier?: "token expired" | "answer lost" | "call lost";
  /** How X shows posts and what time it is there, where that is not as usual. */
  readonly settings?: Partial<XServerSettings>;
  /** What is posted, where it is not the usual text. */
  readonly text?: string;
  /** The post answers somebody, whose name X puts in front of it. */
  readonly isReply?: boolean;
}

const picture = buildJpeg();
const video = buildMp4({ mediaBytes: PREFERRED_SEGMENT_BYTES + 5_000 });

const MINUTE_MS = 60_000;
const looked = { operation: "timeline", file: picture, earlier: "answer lost" } as const;
/** What has arrived is refused the second time. */
const strict = { refusesRepeats: true };
/** The key of its media would tell a post whatever X does to its text. */
const byText = { keepsMediaKeys: false };

/**
 * Every call, by the name of its column in the table. The looks for a post are befallen twice: for a
 * post that was made and its answer lost, and for one whose call never reached X; then under each of the
 * ways in which X was met showing such a post. Segments and their end also at an X that takes nothing twice.
 */
export const ENDPOINTS = {
  token: { operation: "token", file: picture, earlier: "token expired" },
  uploadImage: { operation: "uploadImage", file: picture },
  initialize: { operation: "initialize", file: video },
  append: { operation: "append", file: video },
  "append (strict)": { operation: "append", file: video, settings: strict },
  finalize: { operation: "finalize", file: video },
  "finalize (strict)": { operation: "finalize", file: video, settings: strict },
  status: { operation: "status", file: video },
  metadata: { operation: "metadata", file: picture },
  createPost: { operation: "createPost", file: picture },
  "me (made)": { operation: "me", file: picture, earlier: "answer lost" },
  "timeline (made)": { operation: "timeline", file: picture, earlier: "answer lost" },
  "timeline (not)": { operation: "timeline", file: picture, earlier: "call lost" },
  "timeline (lag)": { ...looked, settings: { timelineLagMs: 14 * MINUTE_MS } },
  "timeline (cut)": { ...looked, settings: byText, text: "A long text about boats. ".repeat(20) },
  "timeline (mention)": { ...looked, settings: byText, isReply: true },
  "timeline (-10 min)": { ...looked, settings: { ...byText, clockAheadMs: -10 * MINUTE_MS } },
  "timeline (+10 min)": { ...looked, settings: { ...byText, clockAheadMs: 10 * MINUTE_MS } },
  "timeline (not, -10 min)": {
    ...looked,
    earlier: "call lost",
    settings: { clockAheadMs: -10 * MINUTE_MS },
  },
} as const satisfies Record<string, Endpoint>;

/** The name of an endpoint, which is the head of its column. */
export type EndpointName = keyof typeof ENDPOINTS;

/** All of {@link ENDPOINTS}, in the order of the columns. */
export const ENDPOINT_NAMES = Object.keys(ENDPOINTS) as readonly EndpointName[];

/**
 * The columns of faults that last: where X never answers a look, it does not matter how it would have
 * shown the post.
 */
export const LASTING_ENDPOINT_NAMES = ENDPOINT_NAMES.filter((name) => {
  const { settings, isReply }: Endpoint = ENDPOINTS[name];
  return settings === undefined && isReply === undefined;
});
