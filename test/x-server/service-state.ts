import type { GrantStore } from "./grant-store";
import type { MediaStore } from "./media-store";
import type { PostStore } from "./post-store";
import type { StrangerPosts } from "./stranger-posts";
import type { RateLimits } from "./rate-limits";
import type { XClient } from "./x-client";
import type { XServerSettings } from "./x-server-settings";
import type { XUser } from "./x-user";

/** Everything that the operations of the local X read and change. */
export interface ServiceState {
  settings: XServerSettings;
  readonly clients: readonly XClient[];
  readonly users: readonly XUser[];
  readonly grants: GrantStore;
  readonly media: MediaStore;
  readonly posts: PostStore;
  readonly rateLimits: RateLimits;
  /** Posts of people who have no account here, which can be answered. */
  readonly strangers: StrangerPosts;
  /** X's own clock, in epoch milliseconds. */
  now(): number;
}
