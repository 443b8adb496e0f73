import type { Job } from "../jobs/job";
import type { PostState } from "../jobs/post";

const FAILED: ReadonlySet<PostState> = new Set(["failed", "unsure"]);
const RUNNING: ReadonlySet<PostState> = new Set(["publishing", "posting"]);

/** A list of posts in two parts, each in the order given. */
export interface OrderedActivity {
  /** What has failed, then what is under way. */
  readonly urgent: readonly Job[];
  readonly others: readonly Job[];
}

/** Puts what has failed or is under way before everything else. */
export function orderActivity(jobs: readonly Job[]): OrderedActivity {
  const failed = jobs.filter(({ post }) => FAILED.has(post.state));
  const running = jobs.filter(({ post }) => RUNNING.has(post.state));
  const others = jobs.filter(({ post }) => !FAILED.has(post.state) && !RUNNING.has(post.state));
  return { urgent: [...failed, ...running], others };
}

/** How many posts wait for the person. */
export function countFailed(jobs: readonly Job[]): number {
  return jobs.filter(({ post }) => FAILED.has(post.state)).length;
}

/** Whether the post that changed last is one that a person who opens the popup wants to see first. */
export function isActivityFirst(jobs: readonly Job[]): boolean {
  const newest = jobs[0]?.post.state;
  return newest !== undefined && (FAILED.has(newest) || RUNNING.has(newest));
}
