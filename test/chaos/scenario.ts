import { FAULT_NAMES, type FaultName } from "../faults/fault-kinds";
import type { OperationName } from "../x-server/operation";
import type { XServerSettings } from "../x-server/x-server-settings";
import { buildFile, type FileKind } from "./build-file";
import { Random } from "./random";

/** What a person wants to post, and what they do on the way. */
export interface PlannedJob {
  /** Each differs from every other of the scenario. */
  readonly files: readonly Uint8Array<ArrayBuffer>[];
  readonly text: string;
  readonly altText: string;
  /** Answers a stranger's post, whose author X names in front of it. */
  readonly isReply: boolean;
  /** False: it stays a draft. */
  readonly isPublished: boolean;
}

/** What the person does beside writing and publishing; `job` counts from 0. */
export type Click =
  | {
      readonly kind: "publish";
      readonly job: number;
      readonly isDouble: boolean;
      /** How long from now it is to go out, in milliseconds; null: now. */
      readonly laterByMs: number | null;
    }
  | {
      readonly kind:
        | "cancel"
        | "retry"
        | "remove-last"
        | "undo-removal"
        | "reopen"
        | "take-back"
        | "delete"
        | "undo-deletion";
      readonly job: number;
    }
  | { readonly kind: "sign-out" | "sign-in" | "other-browser" | "token-expires" }
  /** What X has against the account, or the app's owner. */
  | { readonly kind: "trouble"; readonly trouble: Trouble }
  | { readonly kind: "offline" | "online" };

/** Ends when all calms down. */
export type Trouble = "suspended" | "locked" | "no credits" | "spend cap";

/** A click, and after how many calls and stored changes it comes. */
export interface TimedClick {
  readonly afterEvents: number;
  readonly click: Click;
}

/** A fault that befalls some calls of an endpoint. */
export interface PlannedFault {
  readonly operation: OperationName;
  readonly fault: FaultName;
  /** From which call of the endpoint on, counted from 1. */
  readonly nth: number;
  readonly times: number;
}

/** The worker's death at a call or a stored change, counted from 1 over all workers. */
export interface PlannedDeath {
  readonly at: "before call" | "after call" | "stored change";
  /** The calls that are counted; null: all, as for stored changes. */
  readonly operation: OperationName | null;
  readonly nth: number;
}

/** Everything that happens in one run. */
export interface Scenario {
  readonly jobs: readonly PlannedJob[];
  readonly clicks: readonly TimedClick[];
  readonly faults: readonly PlannedFault[];
  readonly deaths: readonly PlannedDeath[];
  /** What X is like in this run. */
  readonly x: Partial<XServerSettings>;
  /** Before which look at the timeline, counted from 1, X ends the sign-in; null: it does not. */
  readonly signInEndsAtLook: number | null;
  /** Whether X has told at the sign-in who it is that signs in. */
  readonly knowsUser: boolean;
}

/** The calls on every post's way; the one that must not be made twice is the likeliest to go wrong. */
const POST_CALLS = [
  "createPost",
  "createPost",
  "createPost",
  "metadata",
  "me",
  "timeline",
  "token",
] as const;
const PICTURE_CALLS = ["uploadImage", ...POST_CALLS] as const;
const VIDEO_CALLS = ["initialize", "append", "finalize", "status", ...POST_CALLS] as const;

/** The scenario of a seed. */
export function planScenario(seed: number): Scenario {
  const random = new Random(seed);
  let files = 0;
  const kinds = random.times(random.chance(0.3) ? 2 : 1, () =>
    random.pick<FileKind>(["image", "image", "gif", "video"]),
  );
  const pickCall = () =>
    kinds.includes("image")
      ? random.pick<OperationName>(PICTURE_CALLS)
      : random.pick<OperationName>(VIDEO_CALLS);
  const jobs = kinds.map((kind, index) => {
    const count = kind === "image" && random.chance(0.4) ? random.between(2, 4) : 1;
    return {
      files: random.times(count, () => buildFile(kind, (files += 1), random)),
      text: planText(index, random),
      altText: random.chance(0.4) ? "Boats at dawn" : "",
      isReply: random.chance(0.15),
      isPublished: random.chance(0.9),
    };
  });
  return {
    jobs,
    clicks: planClicks(jobs, random),
    faults: [
      ...(random.chance(0.4) ? planLostCall(random) : []),
      ...random.times(random.between(0, 4), () => planFault(pickCall(), random)),
    ],
    deaths: random.times(random.pick([0, 1, 1, 2, 3]), () => planDeath(pickCall(), random)),
    x: planX(random),
    signInEndsAtLook: random.chance(0.25) ? random.pick([1, 1, 2, 3, 5]) : null,
    knowsUser: random.chance(0.9),
  };
}

const MINUTE_MS = 60_000;

/** How X shows posts, what time it is there, and whether it takes a call twice. */
function planX(random: Random): Partial<XServerSettings> {
  return {
    clockAheadMs: random.pick([0, 0, 0.5, -0.5, 10, -10]) * MINUTE_MS,
    timelineLagMs: random.pick([0, 0, 0, 0.1, 2, 9, 18]) * MINUTE_MS,
    emptyTimeline: random.pick(["no data", "empty data", "no errors", "nothing else"]),
    keepsMediaKeys: random.chance(0.7),
    refusesRepeats: random.chance(0.3),
    // Sometimes so few that the limits of X itself are met.
    ...(random.chance(0.1) && { rateLimits: { createPost: 1, timeline: 2, uploadImage: 3 } }),
  };
}

/** The call that makes the post is lost, and often the looks for the post fail as well. */
function planLostCall(random: Random): PlannedFault[] {
  const loss = random.pick<FaultName>([
    "reset before",
    "reset after",
    "silence before",
    "silence after",
    "HTTP 500",
    "HTTP 500 after",
    "cut JSON",
    "edge 403",
    "edge 403 after",
  ]);
  const lost: PlannedFault = { operation: "createPost", fault: loss, nth: 1, times: 1 };
  if (random.chance(0.5)) return [lost];
  const operation = random.pick<OperationName>(["me", "timeline"]);
  const times = random.pick([1, 3, 30]);
  return [lost, { ...planFault(operation, random), nth: 1, times }];
}

function planDeath(operation: OperationName, random: Random): PlannedDeath {
  const at = random.pick<PlannedDeath["at"]>(["before call", "after call", "stored change"]);
  return at !== "stored change" && random.chance(0.6)
    ? { at, operation, nth: random.pick([1, 1, 2]) }
    : { at, operation: null, nth: random.between(1, 14) };
}

function planFault(operation: OperationName, random: Random): PlannedFault {
  return {
    operation,
    fault: random.pick<FaultName>(["reset after", ...FAULT_NAMES]),
    nth: random.pick([1, 1, 2, 3]),
    times: random.pick([1, 1, 1, 2, 3, 8, 30]),
  };
}

function planText(index: number, random: Random): string {
  return random.pick([
    "",
    `Harbour ${index}`,
    `Harbour ${index}`,
    `Harbour ${index} https://example.org/boats and example.com`,
    `https://example.org/${index}`,
    `Ships & <boats> ${index} ⛵`,
    `Harbour ${index} for $BOAT`,
    `${"Boats in a long text, past all that X shows of it. ".repeat(7)} ${index}`,
  ]);
}

function planClicks(jobs: readonly PlannedJob[], random: Random): TimedClick[] {
  const clicks: TimedClick[] = [];
  const add = (afterEvents: number, click: Click) => clicks.push({ afterEvents, click });
  for (const [job, { files, isPublished }] of jobs.entries()) {
    const publishAfter = random.between(0, 20);
    if (files.length > 1 && random.chance(0.3)) {
      const removeAfter = random.between(0, publishAfter);
      add(removeAfter, { kind: "remove-last", job });
      if (random.chance(0.5)) {
        add(removeAfter + random.between(0, 6), { kind: "undo-removal", job });
      }
    }
    if (random.chance(0.2)) {
      const deleteAfter = random.between(0, 25);
      add(deleteAfter, { kind: "delete", job });
      if (random.chance(0.7)) {
        add(deleteAfter + random.between(0, 6), { kind: "undo-deletion", job });
      }
    }
    if (!isPublished) continue;
    add(publishAfter, {
      kind: "publish",
      job,
      isDouble: random.chance(0.3),
      laterByMs: random.chance(0.3) ? random.pick([0, 1, 20, 300]) * MINUTE_MS : null,
    });
    if (random.chance(0.1)) add(publishAfter + random.between(0, 8), { kind: "take-back", job });
    if (random.chance(0.2)) add(publishAfter + random.between(0, 12), { kind: "cancel", job });
    if (random.chance(0.2)) add(publishAfter + random.between(0, 25), { kind: "retry", job });
    if (random.chance(0.1)) add(publishAfter + random.between(5, 25), { kind: "reopen", job });
  }
  if (random.chance(0.15)) {
    const after = random.between(0, 15);
    add(after, { kind: random.pick(["sign-out", "other-browser"]) });
    add(after + random.between(0, 10), { kind: "sign-in" });
  }
  if (random.chance(0.15)) add(random.between(0, 15), { kind: "token-expires" });
  if (random.chance(0.1)) {
    const trouble = random.pick<Trouble>(["suspended", "locked", "no credits", "spend cap"]);
    add(random.between(0, 15), { kind: "trouble", trouble });
  }
  if (random.chance(0.2)) {
    const after = random.between(0, 15);
    add(after, { kind: "offline" });
    add(after + random.between(0, 20), { kind: "online" });
  }
  return clicks.toSorted((a, b) => a.afterEvents - b.afterEvents);
}
