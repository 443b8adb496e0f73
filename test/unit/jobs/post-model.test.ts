import fc from "fast-check";
import { expect, it } from "vitest";
import { jobError } from "../../../lib/errors/job-error";
import { isPostBusy, type Post } from "../../../lib/jobs/post";
import type { PostEvent } from "../../../lib/jobs/post-event";
import { transitionPost } from "../../../lib/jobs/post-transition";
import { postIn, SIGN_IN_WAIT } from "./example-records";

/*
 * The post machine against an X that knows the truth. Each command is something that can happen in
 * the world: a click, a worker's step, X at work, an answer, a death. The machine is told only what
 * its worker would learn.
 */

/** What is really so at X. */
interface World {
  /** A call that X has received and not yet acted on: it may still do so long after the worker's death. */
  callsUnderWay: number;
  /** Whether the worker that made the call still listens for its answer. */
  isListening: boolean;
  xPosts: number;
  /** Whether the person has given the post up without knowing. */
  isGivenUp: boolean;
}

class Machine {
  post: Post = postIn("draft");
  #nowMs = 60_000;

  /** Stores what an event makes of the post; false where it has no meaning. */
  apply(event: PostEvent): boolean {
    this.#nowMs += 1_000;
    const next = transitionPost(this.post, event, this.#nowMs);
    if (next !== null) this.post = next;
    return next !== null;
  }
}

type Step = fc.Command<World, Machine>;

const LOST = jobError("network", "post");

/** A command from its condition and what it does to X and to the machine. */
function step(
  name: string,
  canHappen: (world: Readonly<World>) => boolean,
  happen: (world: World, machine: Machine) => void,
): Step {
  return {
    check: canHappen,
    run(world, machine) {
      happen(world, machine);
      expect(world.xPosts).toBeLessThanOrEqual(1);
      if (machine.post.state === "posted") expect(world.xPosts).toBe(1);
      if (machine.post.state === "draft") expect(world.xPosts).toBe(0);
    },
    toString: () => name,
  };
}

const always = () => true;
const listens = ({ isListening }: Readonly<World>) => isListening;
const created = { type: "created", xPostId: "99", url: null } as const;

const STEPS: readonly Step[] = [
  step("press Post twice", always, (_world, machine) => {
    machine.apply({ type: "publish-requested", holdUntilMs: null });
    expect(machine.apply({ type: "publish-requested", holdUntilMs: null })).toBe(false);
  }),
  step("choose the menu entry that posts by itself", always, (_world, machine) => {
    machine.apply({ type: "publish-requested", holdUntilMs: 1 });
  }),
  step("schedule it", always, (_world, machine) => {
    machine.apply({ type: "schedule-requested", atMs: 1 });
  }),
  step("its moment has come", always, (_world, machine) => {
    machine.apply({ type: "schedule-due" });
  }),
  step("its moment has passed with the browser closed", always, (_world, machine) => {
    machine.apply({ type: "schedule-missed" });
  }),
  step("the time to undo is over", always, (_world, machine) => {
    machine.apply({ type: "hold-over" });
  }),
  step("edit", always, (_world, machine) => {
    machine.apply({ type: "returned-to-draft" });
    machine.apply({ type: "text-edited", text: "Another text" });
  }),
  step("two workers begin the call", always, (world, machine) => {
    // Only who has stored that it begins makes the call.
    const begun = [1, 2].filter(() =>
      machine.apply({ type: "call-started", mediaIds: ["77"], userId: "12" }),
    );
    world.callsUnderWay += begun.length;
    if (begun.length > 0) world.isListening = true;
  }),
  step(
    "X makes the post",
    ({ callsUnderWay }) => callsUnderWay > 0,
    (world) => {
      world.callsUnderWay -= 1;
      world.xPosts += 1;
    },
  ),
  step(
    "the call never arrives",
    ({ callsUnderWay }) => callsUnderWay > 0,
    (world) => {
      world.callsUnderWay -= 1;
    },
  ),
  step(
    "X answers that it made the post",
    (world) => listens(world) && world.xPosts > 0,
    (world, machine) => {
      world.isListening = false;
      machine.apply(created);
    },
  ),
  ...(["failed", "waiting"] as const).map((type) =>
    step(
      `X refuses before any effect: ${type}`,
      (world) => listens(world) && world.callsUnderWay > 0,
      (world, machine) => {
        world.isListening = false;
        world.callsUnderWay -= 1;
        const error = jobError("rate-limited", "post");
        const wait = { reason: "retry", untilMs: 0, attempts: 1, error } as const;
        machine.apply(type === "failed" ? { type, error } : { type, wait });
      },
    ),
  ),
  step(
    "X takes it for a repeat of another post",
    (world) => listens(world) && world.callsUnderWay > 0,
    (world, machine) => {
      world.isListening = false;
      world.callsUnderWay -= 1;
      machine.apply({ type: "answer-lost", error: jobError("duplicate-post", "post") });
    },
  ),
  step("the answer is lost, or the worker dies", listens, (world, machine) => {
    world.isListening = false;
    // A worker that finds a call begun by another cannot know what became of it.
    machine.apply({ type: "answer-lost", error: LOST });
  }),
  step(
    "the post is found",
    ({ xPosts }) => xPosts > 0,
    (world, machine) => {
      if (machine.post.state !== "unsure" || machine.post.lookup !== "pending") return;
      machine.apply(created);
      world.isListening = false;
    },
  ),
  step("the timeline lags behind", always, (_world, machine) => {
    machine.apply({ type: "not-seen", nextLookAtMs: 0, xNowMs: null, userId: "12" });
  }),
  step("X does not answer the look", always, (_world, machine) => {
    machine.apply({ type: "look-failed", nextLookAtMs: 0 });
  }),
  step("the sign-in is lost before a look", always, (_world, machine) => {
    if (machine.post.state !== "unsure") return;
    machine.apply({ type: "waiting", wait: SIGN_IN_WAIT });
  }),
  step("the person signs in again", always, (_world, machine) => {
    if (machine.post.state === "unsure") machine.apply({ type: "wait-over" });
  }),
  step("nobody can tell", always, (_world, machine) => {
    machine.apply({ type: "lookup-inconclusive", similarUrl: null });
  }),
  step(
    "the post is surely absent",
    // Looks go on for longer than a call can be under way.
    ({ xPosts, callsUnderWay }) => xPosts === 0 && callsUnderWay === 0,
    (_world, machine) => {
      machine.apply({ type: "surely-absent" });
    },
  ),
  step(
    "the person looks, and answers",
    ({ callsUnderWay }) => callsUnderWay === 0,
    ({ xPosts }, machine) => {
      if (machine.post.state !== "unsure" || machine.post.lookup !== "inconclusive") return;
      machine.apply(xPosts > 0 ? { ...created, xPostId: null } : { type: "retried" });
    },
  ),
  step("retry a failure", always, (_world, machine) => {
    if (machine.post.state === "failed") machine.apply({ type: "retried" });
  }),
  step("cancel", always, (world, machine) => {
    const wasUnsure = machine.post.state === "unsure";
    machine.apply({ type: "cancelled" });
    if (wasUnsure && machine.post.state === "cancelled") world.isGivenUp = true;
  }),
];

/** Steps on the way to a post are likelier, so that lives get far; a cancel ends one early. */
const anySteps = fc.commands(
  STEPS.flatMap((command) => {
    const times = /cancel|edit|never|schedule|moment/.test(String(command)) ? 1 : 4;
    return Array.from({ length: times }, () => fc.constant(command));
  }),
  { maxCommands: 60, size: "max" },
);

it("whatever happens in the world, no second post is made, and none is called posted that is not", () => {
  let posted = 0;
  fc.assert(
    fc.property(anySteps, (steps) => {
      const machine = new Machine();
      const world: World = { callsUnderWay: 0, isListening: false, xPosts: 0, isGivenUp: false };
      fc.modelRun(() => ({ model: world, real: machine }), steps);
      if (machine.post.state === "posted") posted += 1;
      // What was cancelled has no post, unless the person gave up without knowing.
      if (machine.post.state === "cancelled" && !world.isGivenUp) expect(world.xPosts).toBe(0);
      bringToRest(world, machine);
    }),
    { numRuns: 3_000 },
  );
  expect(posted).toBeGreaterThan(30);
});

/** From wherever the job stands, what its worker and an X in good health do brings it to rest. */
function bringToRest(world: World, machine: Machine): void {
  if (world.callsUnderWay > 0) {
    world.xPosts += world.callsUnderWay;
    world.callsUnderWay = 0;
  }
  for (let steps = 0; isPostBusy(machine.post) && steps < 20; steps += 1) {
    switch (machine.post.state) {
      case "scheduled":
        machine.apply({ type: "schedule-due" });
        break;
      case "publishing":
        // Nothing is called before the time to undo is over.
        if (machine.apply({ type: "hold-over" })) break;
        machine.apply({ type: "call-started", mediaIds: ["77"], userId: "12" });
        world.xPosts += 1;
        machine.apply(created);
        break;
      case "posting":
        machine.apply({ type: "answer-lost", error: LOST });
        break;
      default:
        machine.apply(world.xPosts > 0 ? created : { type: "surely-absent" });
    }
  }
  expect(isPostBusy(machine.post)).toBe(false);
  expect(world.xPosts).toBeLessThanOrEqual(1);
}
