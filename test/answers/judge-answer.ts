import type { LogEntry } from "../x-server/request-log";

/** A call that X has seen, and when by its own clock, in milliseconds. */
export type TimedCall = Pick<LogEntry, "operation" | "status" | "fault" | "isDuplicate"> & {
  readonly atMs: number;
};

/** What came of one course. */
export interface CourseOutcome {
  /** The state of the post. */
  readonly state: string;
  /** What the person reads about it; empty: nothing but the state. */
  readonly says: string;
  readonly calls: readonly TimedCall[];
  /** How many posts X has. */
  readonly posts: number;
  readonly isSignedIn: boolean;
  /** Whether X has said that the sign-in is over. */
  readonly endsSignIn: boolean;
}

/** What X bills. */
const BILLED = ["createPost", "timeline", "me", "metadata"] as const;

/** Two moments of a clock that is read on both sides. */
const TOLERANCE_MS = 1_000;

/** What each call may be made for one post, with everything going wrong for hours. */
const MOST_CALLS: Partial<Record<LogEntry["operation"], number>> = {
  createPost: 6,
  timeline: 40,
  append: 60,
};
const MOST_OTHER_CALLS = 12;

/** States in which nothing needs saying but the state itself. */
const SELF_EXPLAINING = ["posted", "cancelled", "draft"];

/** The rules that a course has broken, in words; empty when all is well. */
export function judgeCourse(outcome: CourseOutcome): string[] {
  const { state, says, calls, posts, isSignedIn, endsSignIn } = outcome;
  const broken: string[] = [];
  if (!isSignedIn && !endsSignIn) broken.push("the sign-in is gone");
  if (isSignedIn && endsSignIn) broken.push("the sign-in is still there");
  if (posts > 1) broken.push("posted twice");
  if (calls.some(({ isDuplicate }) => isDuplicate))
    broken.push("called again for a post that existed");
  if (!SELF_EXPLAINING.includes(state) && says === "") broken.push("no sentence");
  for (const operation of BILLED) {
    if (isHasty(calls.filter((call) => call.operation === operation))) {
      broken.push(`${operation} twice within a minute`);
    }
  }
  for (const [operation, count] of countCalls(calls)) {
    if (count > (MOST_CALLS[operation] ?? MOST_OTHER_CALLS)) {
      broken.push(`${operation} ${count} times`);
    }
  }
  return broken;
}

/** How often each operation was called. */
export function countCalls(calls: readonly TimedCall[]): Map<LogEntry["operation"], number> {
  const counts = new Map<LogEntry["operation"], number>();
  for (const { operation } of calls) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  return counts;
}

/** Whether a call was repeated within a minute. X refuses a token before it acts, and bills nothing for it. */
function isHasty(calls: readonly TimedCall[]): boolean {
  return calls.some((call, index) => {
    const next = calls[index + 1];
    if (next === undefined || isTokenRefused(call)) return false;
    return next.atMs - call.atMs < 60_000 - TOLERANCE_MS;
  });
}

function isTokenRefused({ status, fault }: TimedCall): boolean {
  return status === 401 || (status === 403 && fault !== undefined);
}
