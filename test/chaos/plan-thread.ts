import type { FaultName } from "../faults/fault-kinds";
import type { OperationName } from "../x-server/operation";
import { Random } from "./random";
import type { ThreadPlan } from "./run-thread";
import type { PlannedDeath, PlannedFault } from "./scenario";

/** The likeliest to go wrong is the call that must not be made twice. */
const CALLS = [
  "createPost",
  "createPost",
  "createPost",
  "uploadImage",
  "metadata",
  "token",
] as const;

/** What leaves the outcome of a call open, and what refuses it. */
const FAULTS = [
  "reset before",
  "reset after",
  "silence before",
  "silence after",
  "HTTP 500",
  "HTTP 500 after",
  "cut JSON",
  "HTTP 403",
  "HTTP 429",
  "HTTP 503",
] as const satisfies readonly FaultName[];

/** The thread of a seed, and what befalls it. */
export function planThread(seed: number): ThreadPlan {
  const random = new Random(seed);
  const count = random.between(2, 4);
  const lagMs = random.pick([0, 0, 6_000, 120_000]);
  return {
    // A thread begins with a picture; words alone can follow.
    pictures: random.times(count, (index) => random.between(index === 0 ? 1 : 0, 2)),
    faults: random.times(random.between(0, 2), () => planFault(count, random)),
    deaths: random.times(random.between(0, 3), () => planDeath(count, random)),
    x: { timelineLagMs: lagMs, keepsMediaKeys: random.chance(0.7) },
  };
}

function planFault(count: number, random: Random): PlannedFault {
  const operation = random.pick<OperationName>(CALLS);
  return { operation, fault: random.pick(FAULTS), nth: random.between(1, count), times: 1 };
}

function planDeath(count: number, random: Random): PlannedDeath {
  const at = random.pick<PlannedDeath["at"]>(["before call", "after call", "stored change"]);
  return at !== "stored change" && random.chance(0.6)
    ? { at, operation: random.pick<OperationName>(CALLS), nth: random.between(1, count) }
    : { at, operation: null, nth: random.between(1, 12 * count) };
}
