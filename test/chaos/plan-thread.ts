import type { FaultName } from "../faults/fault-kinds";
import type { OperationName } from "../x-server/operation";
import { Random } from "./random";
import type { ThreadEdit } from "./edit-thread";
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

/** The thread of a seed, what is changed about it before it goes out, and what befalls it. */
export function planThread(seed: number): ThreadPlan {
  const random = new Random(seed);
  const count = random.between(2, 4);
  const lagMs = random.pick([0, 0, 6_000, 120_000]);
  const edits = random.chance(0.6)
    ? random.times(random.between(1, 4), () => planEdit(random))
    : [];
  // Any post can come to be the first, and a thread begins with a picture; else words alone can follow.
  const least = (index: number) => (index === 0 || edits.length > 0 ? 1 : 0);
  return {
    pictures: random.times(count, (index) => random.between(least(index), 2)),
    edits,
    onRefusal: random.pick(["retry", "retry", "delete", "edit"]),
    faults: [
      ...random.times(random.between(0, 2), () => planFault(count, random)),
      ...(random.chance(0.2) ? planBlindness(count, random) : []),
    ],
    deaths: random.times(random.between(0, 3), () => planDeath(count, random)),
    x: { timelineLagMs: lagMs, keepsMediaKeys: random.chance(0.7) },
  };
}

function planEdit(random: Random): ThreadEdit {
  const at = random.between(0, 3);
  switch (
    random.pick<ThreadEdit["kind"] | "undo">([
      "move",
      "move",
      "remove",
      "undo",
      "account",
      "add",
      "medium",
    ])
  ) {
    case "move":
      return { kind: "move", at, to: random.between(0, 3) };
    case "remove":
      return { kind: "remove", at, isUndone: false };
    case "undo":
      return { kind: "remove", at, isUndone: true };
    case "account":
      return { kind: "account", at };
    case "add":
      return { kind: "add", at };
    case "medium":
      return { kind: "medium", at };
  }
}

/** A call is lost, and no look can tell what became of it: the person has to say so. */
function planBlindness(count: number, random: Random): PlannedFault[] {
  const fault = random.pick(["reset after", "reset before"] as const);
  return [
    { operation: "createPost", fault, nth: random.between(1, count), times: 1 },
    { operation: "timeline", fault: "HTTP 503", nth: 1, times: 30 },
  ];
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
