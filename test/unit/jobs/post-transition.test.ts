import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ERROR_CODES } from "../../../lib/errors/error-codes";
import { jobError } from "../../../lib/errors/job-error";
import type { Post, PostState } from "../../../lib/jobs/post";
import type { PostEvent } from "../../../lib/jobs/post-event";
import { transitionPost } from "../../../lib/jobs/post-transition";
import { MAX_ATTEMPTS } from "../../../lib/jobs/retry-policy";
import { NO_POST_OPTIONS } from "../../../lib/jobs/post-options";
import { POST_EVENTS as EVENTS } from "./example-events";
import { postIn, RETRY_WAIT, SIGN_IN_WAIT } from "./example-records";

const SUBJECTS = {
  draft: postIn("draft"),
  "draft, one removed of three": postIn("draft", {
    attachmentIds: ["picture", "other"],
    removal: { attachmentId: "removed", index: 1, untilMs: 56_000 },
  }),
  publishing: postIn("publishing"),
  "publishing, held back": postIn("publishing", { holdUntilMs: 55_000 }),
  "publishing, held until the media are there": postIn("publishing", { holdUntilMs: "media" }),
  "publishing, waiting": postIn("publishing", { wait: SIGN_IN_WAIT }),
  posting: postIn("posting"),
  posted: postIn("posted"),
  "unsure, looking": postIn("unsure"),
  "unsure, asking": postIn("unsure", { lookup: "inconclusive" }),
  "unsure, cancelled": postIn("unsure", { ifAbsent: "cancel" }),
  failed: postIn("failed"),
  cancelled: postIn("cancelled"),
  deleted: postIn("deleted"),
  scheduled: postIn("scheduled"),
  "scheduled, missed": postIn("scheduled", { isMissed: true }),
  "publishing by its moment": postIn("publishing", { scheduledAtMs: 80_000 }),
  "publishing by its moment, once more": postIn("publishing", {
    scheduledAtMs: 80_000,
    repeatsCallAtMs: 85_000,
  }),
  "unsure, signed out": postIn("unsure", { wait: SIGN_IN_WAIT }),
};

const SUBJECT_NAMES = Object.keys(SUBJECTS) as (keyof typeof SUBJECTS)[];

/** The state that each subject, in the order above, is in after the event; `-` where it has no meaning. */
const TABLE: Record<PostEvent["type"], string> = {
  "text-edited": "draft draft - - - - - - - - - - - - - - - - -",
  "account-chosen": "draft draft - - - - - - - - - - - - - - - - -",
  prefilled: "draft draft - - publishing - - - - - - - - - - - - - -",
  "options-changed": "draft draft - - - - - - - - - - - - - - - - -",
  "attachment-added": "draft draft - - - - - - - - - - - - - - - - -",
  "attachment-moved": "- draft - - - - - - - - - - - - - - - - -",
  "attachment-removed": "draft draft - - - - - - - - - - - - - - - - -",
  "attachment-set-aside": "draft draft - - - - - - - - - - - - - - - - -",
  "removal-undone": "- draft - - - - - - - - - - - - - - - - -",
  "removal-over": "- draft - - - - - - - - - - - - - - - - -",
  "publish-requested": "publishing publishing - - - - - - - - - - - - publishing publishing - - -",
  "hold-began": "- - - - publishing - - - - - - - - - - - - - -",
  "hold-over": "- - - publishing publishing - - - - - - - - - - - - - -",
  waiting:
    "- - publishing publishing publishing publishing publishing - unsure - unsure - - - - - publishing publishing unsure",
  "wait-over": "- - - - - publishing - - - - - - - - - - - - unsure",
  "call-started": "- - posting - - posting - - - - - - - - - - posting posting -",
  created: "- - - - - - posted - posted posted posted - - - - - - - posted",
  "answer-lost": "- - - - - - unsure - - - - - - - - - - - -",
  "not-seen": "- - - - - - - - unsure unsure unsure - - - - - - - unsure",
  "look-failed": "- - - - - - - - unsure unsure unsure - - - - - - - unsure",
  "lookup-inconclusive": "- - - - - - - - unsure unsure unsure - - - - - - - unsure",
  "surely-absent": "- - - - - - - - publishing publishing cancelled - - - - - - - publishing",
  failed: "- - failed failed failed failed failed - - - - - - - - - failed failed -",
  retried: "- - - - - - - - publishing publishing publishing publishing - - - - - - publishing",
  "returned-to-draft": "- - - draft draft - - - - - - draft - - draft draft - - -",
  cancelled:
    "cancelled cancelled cancelled cancelled cancelled cancelled unsure - unsure cancelled unsure cancelled - - cancelled cancelled cancelled cancelled cancelled",
  deleted: "deleted deleted - - - - - deleted - - - deleted deleted - deleted deleted - - -",
  "deletion-undone": "- - - - - - - - - - - - - draft - - - - -",
  chained:
    "draft draft publishing publishing publishing publishing - - - - - failed - deleted scheduled scheduled publishing publishing -",
  recalled: "- - draft draft draft draft - - - - - - - - - - draft - -",
  located: "- - - - - - - - - - - - - - - - - - -",
  "schedule-requested": "scheduled scheduled - - - - - - - - - - - - - - - - -",
  "schedule-due": "- - - - - - - - - - - - - - publishing - - - -",
  "schedule-missed": "- - - - - - - - - - - - - - scheduled - scheduled - -",
};

function apply<State extends PostState>(
  post: Post,
  event: PostEvent,
  state: State,
  nowMs = 50_000,
): Extract<Post, { state: State }> {
  const next = transitionPost(post, event, nowMs);
  if (next?.state !== state) throw new Error(`Expected ${state}, found ${next?.state}`);
  return next as Extract<Post, { state: State }>;
}

describe("every event in every state", () => {
  for (const event of Object.values(EVENTS)) {
    const expected = TABLE[event.type].split(" ");
    SUBJECT_NAMES.forEach((name, column) => {
      const wanted = expected[column] === "-" ? null : expected[column];
      it(`${event.type} makes of "${name}" ${wanted ?? "nothing"}`, () => {
        expect(expected).toHaveLength(SUBJECT_NAMES.length);
        const next = transitionPost(SUBJECTS[name], event, 50_000);
        expect(next?.state ?? null).toBe(wanted);
        if (next !== null) expect(next.updatedAtMs).toBe(50_000);
      });
    });
  }
});

describe("a draft", () => {
  it("takes an attachment once, in the order of the clicks", () => {
    const two = apply(postIn("draft"), EVENTS["attachment-added"], "draft");
    expect(two.attachmentIds).toEqual(["picture", "second"]);
    expect(transitionPost(two, EVENTS["attachment-added"], 1)).toBeNull();
  });

  it("has its media in the order into which they were moved", () => {
    const draft = postIn("draft", { attachmentIds: ["a", "b", "c", "d"] });
    const move = (attachmentId: string, toIndex: number) =>
      transitionPost(draft, { type: "attachment-moved", attachmentId, toIndex }, 1)?.attachmentIds;
    expect(move("c", 0)).toEqual(["c", "a", "b", "d"]);
    expect(move("a", 1)).toEqual(["b", "a", "c", "d"]);
    expect(move("a", 99)).toEqual(["b", "c", "d", "a"]);
    expect(move("d", -1)).toEqual(["d", "a", "b", "c"]);
    expect(move("b", 1)).toBeUndefined();
    expect(move("nobody", 1)).toBeUndefined();
  });

  it("puts removed media back where they stood, the one that was removed last first", () => {
    const draft = postIn("draft", { attachmentIds: ["a", "b", "c"] });
    const set = (post: Post, attachmentId: string) =>
      apply(post, { type: "attachment-set-aside", attachmentId, untilMs: 9 }, "draft");
    const without = set(draft, "b");
    expect(without).toMatchObject({ attachmentIds: ["a", "c"], removal: { index: 1 } });
    const undo = { type: "removal-undone", attachmentId: "b" } as const;
    expect(apply(without, undo, "draft")).toMatchObject({
      attachmentIds: ["a", "b", "c"],
      removal: null,
    });
    const withoutTwo = set(without, "a");
    expect(transitionPost(withoutTwo, undo, 1)).toBeNull();
    const withA = apply(withoutTwo, { ...undo, attachmentId: "a" }, "draft");
    expect(withA.attachmentIds).toEqual(["a", "c"]);
    expect(apply(withA, undo, "draft").attachmentIds).toEqual(["a", "b", "c"]);
    const over = apply(withoutTwo, { type: "removal-over", attachmentId: "b" }, "draft");
    expect(over.removal).toMatchObject({ attachmentId: "a", before: null });
  });

  it("takes what the page says only as long as the person has written nothing else", () => {
    const written = postIn("draft", { text: "My own words" });
    expect(transitionPost(written, EVENTS.prefilled, 1)).toBeNull();
  });

  it("keeps its options through all that follows", () => {
    const options = { ...NO_POST_OPTIONS, replySettings: "verified" } as const;
    let post: Post = postIn("draft", { options });
    for (const event of [
      EVENTS["publish-requested"],
      EVENTS["call-started"],
      EVENTS["answer-lost"],
      EVENTS["surely-absent"],
      EVENTS["call-started"],
      EVENTS.failed,
      EVENTS["returned-to-draft"],
    ]) {
      post = transitionPost(post, event, 1) ?? post;
    }
    expect(post).toMatchObject({ state: "draft", options });
  });
});

describe("a post that is held back", () => {
  const held = apply(
    postIn("draft"),
    { type: "publish-requested", holdUntilMs: 55_000 },
    "publishing",
  );

  it("is not called before the hold is over", () => {
    expect(transitionPost(held, EVENTS["call-started"], 60_000)).toBeNull();
    const free = apply(held, EVENTS["hold-over"], "publishing", 55_000);
    expect(free.holdUntilMs).toBeNull();
    apply(free, EVENTS["call-started"], "posting");
  });

  it("begins its seconds once, when the media are there, and is not called before", () => {
    const unseen = apply(
      postIn("draft"),
      { ...EVENTS["publish-requested"], holdUntilMs: "media" },
      "publishing",
    );
    expect(transitionPost(unseen, EVENTS["call-started"], 60_000)).toBeNull();
    const seen = apply(unseen, { type: "hold-began", untilMs: 70_000 }, "publishing");
    expect(seen.holdUntilMs).toBe(70_000);
    expect(transitionPost(seen, { type: "hold-began", untilMs: 90_000 }, 60_000)).toBeNull();
    expect(transitionPost(seen, EVENTS["call-started"], 60_000)).toBeNull();
  });

  it("is a draft again when it is undone, with all that it had", () => {
    const draft = apply(held, EVENTS["returned-to-draft"], "draft");
    expect(draft).toMatchObject({ text: held.text, attachmentIds: held.attachmentIds });
  });

  it("cannot be undone into a draft once the hold is over: a call may be out", () => {
    const free = apply(held, EVENTS["hold-over"], "publishing", 55_000);
    expect(transitionPost(free, EVENTS["returned-to-draft"], 56_000)).toBeNull();
  });

  it("keeps its text once its media are there: a page's later words would go out unjudged", () => {
    const unseen = apply(
      postIn("draft"),
      { ...EVENTS["publish-requested"], holdUntilMs: "media" },
      "publishing",
    );
    expect(apply(unseen, EVENTS.prefilled, "publishing").text).toBe("A harbour at dusk");
    expect(transitionPost(held, EVENTS.prefilled, 54_000)).toBeNull();
    const free = apply(held, EVENTS["hold-over"], "publishing", 55_000);
    expect(transitionPost(free, EVENTS.prefilled, 56_000)).toBeNull();
  });
});

describe("a call without an answer", () => {
  it("is looked for at once, from the moment at which it began", () => {
    const unsure = apply(postIn("posting"), EVENTS["answer-lost"], "unsure", 6000);
    expect(unsure).toMatchObject({
      sinceMs: 4000,
      nextLookAtMs: 6000,
      lookup: "pending",
      ifAbsent: "post-again",
    });
  });

  it("is looked for from its first try on when it was a repeat", () => {
    const repeat = postIn("posting", { sinceMs: 4000, repeatsCallAtMs: 1500 });
    expect(apply(repeat, EVENTS["answer-lost"], "unsure").sinceMs).toBe(1500);
  });

  it("is looked for a minute later when it was a repeat: each look is billed, and one came just before", () => {
    const repeat = postIn("posting", { repeatsCallAtMs: 1500 });
    const unsure = apply(repeat, EVENTS["answer-lost"], "unsure", 6000);
    expect(unsure.nextLookAtMs).toBe(66_000);
  });

  it("is made again a few times by itself, not for ever: then the person sees why", () => {
    const error = jobError("network", "post");
    let post: Post = postIn("publishing");
    for (let calls = 1; calls <= MAX_ATTEMPTS; calls += 1) {
      post = apply(post, EVENTS["call-started"], "posting");
      post = apply(post, { type: "answer-lost", error }, "unsure");
      const next = calls < MAX_ATTEMPTS ? "publishing" : "failed";
      post = apply(post, EVENTS["surely-absent"], next);
    }
    expect(post).toMatchObject({ error });
    // The person's own retry begins to count anew.
    post = apply(post, EVENTS.retried, "publishing");
    expect(apply(post, EVENTS["call-started"], "posting").attempts).toBe(0);
  });

  it("that the person cancelled ends as cancelled, when it is surely absent", () => {
    const unsure = apply(postIn("posting"), EVENTS.cancelled, "unsure");
    expect(unsure.ifAbsent).toBe("cancel");
    apply(unsure, EVENTS["surely-absent"], "cancelled");
  });

  it("ends as posted when it is found, cancelled or not", () => {
    const unsure = apply(postIn("posting"), EVENTS.cancelled, "unsure");
    apply(unsure, EVENTS.created, "posted");
  });

  it("may be given up by the person when nobody can tell what became of it", () => {
    apply(postIn("unsure", { lookup: "inconclusive" }), EVENTS.cancelled, "cancelled");
  });

  it("stays known over a refusal of its repeat: a duplicate then still counts as found", () => {
    const publishing = apply(postIn("unsure"), EVENTS["surely-absent"], "publishing");
    const posting = apply(publishing, EVENTS["call-started"], "posting", 60_000);
    const failed = apply(posting, EVENTS.failed, "failed");
    expect(apply(failed, EVENTS.retried, "publishing").repeatsCallAtMs).toBe(4000);
    const waiting = apply(posting, EVENTS.waiting, "publishing");
    expect(waiting.repeatsCallAtMs).toBe(4000);
  });

  it("is forgotten when the post becomes a draft again: it may then be another post", () => {
    const failed = postIn("failed", { repeatsCallAtMs: 4000 });
    const draft = apply(failed, EVENTS["returned-to-draft"], "draft");
    expect(apply(draft, EVENTS["publish-requested"], "publishing").repeatsCallAtMs).toBeNull();
  });
});

describe("a refused call", () => {
  it("remembers how often it was refused in a row", () => {
    const waiting = postIn("publishing", { wait: { ...RETRY_WAIT, attempts: 3 } });
    expect(apply(waiting, EVENTS["call-started"], "posting").attempts).toBe(3);
  });
});

const anyError = fc.constantFrom(...ERROR_CODES).map((code) => jobError(code, "post"));
const anyEvent: fc.Arbitrary<PostEvent> = fc.oneof(
  fc.constantFrom<PostEvent>(...Object.values(EVENTS)),
  fc.string({ maxLength: 10 }).map((text) => ({ type: "text-edited" as const, text })),
  fc
    .constantFrom("picture", "second", "third")
    .chain((attachmentId) =>
      fc.constantFrom(
        { type: "attachment-added" as const, attachmentId },
        { type: "attachment-removed" as const, attachmentId },
        { type: "attachment-set-aside" as const, attachmentId, untilMs: 70_000 },
        { type: "removal-undone" as const, attachmentId },
        { type: "removal-over" as const, attachmentId },
        { type: "attachment-moved" as const, attachmentId, toIndex: 1 },
      ),
    ),
  anyError.map((error) => ({ type: "failed" as const, error })),
  anyError.map((error) => ({ type: "answer-lost" as const, error })),
);
const anyLife = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: anyEvent.filter(({ type }) => type !== "cancelled") },
    { weight: 3, arbitrary: fc.constant(EVENTS["publish-requested"]) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        { type: "publish-requested" as const, holdUntilMs: 70_000 },
        { type: "publish-requested" as const, holdUntilMs: "media" as const },
        EVENTS["hold-began"],
      ),
    },
    { weight: 9, arbitrary: fc.constant(EVENTS["call-started"]) },
    { weight: 6, arbitrary: fc.constant(EVENTS["answer-lost"]) },
    { weight: 4, arbitrary: fc.constant(EVENTS["surely-absent"]) },
    { weight: 4, arbitrary: fc.constant(EVENTS.failed) },
    { weight: 4, arbitrary: fc.constant(EVENTS.retried) },
    { weight: 1, arbitrary: fc.constant(EVENTS.cancelled) },
  ),
  { maxLength: 40, size: "max" },
);

const BASE_FIELDS = "id accountId createdAtMs updatedAtMs text attachmentIds options state";
const FIELDS: Record<PostState, string> = {
  draft: `${BASE_FIELDS} removal begunBecause`,
  scheduled: `${BASE_FIELDS} atMs isMissed`,
  publishing: `${BASE_FIELDS} wait holdUntilMs repeatsCallAtMs scheduledAtMs`,
  posting: `${BASE_FIELDS} sinceMs mediaIds userId attempts repeatsCallAtMs scheduledAtMs`,
  posted: `${BASE_FIELDS} xPostId url postedAtMs`,
  unsure: `${BASE_FIELDS} sinceMs mediaIds userId error attempts lookup ifAbsent looks notSeenSinceMs similarUrl failedLooks nextLookAtMs wait`,
  failed: `${BASE_FIELDS} error repeatsCallAtMs`,
  cancelled: BASE_FIELDS,
  deleted: `${BASE_FIELDS} before untilMs wasOpen`,
};

function live(
  events: readonly PostEvent[],
  see: (before: Post, event: PostEvent, after: Post | null) => void,
): void {
  let post: Post = postIn("draft");
  events.forEach((event, step) => {
    const next = transitionPost(post, event, 60_000 + step);
    see(post, event, next);
    post = next ?? post;
  });
}

describe("whatever happens in whatever order", () => {
  it("a record holds exactly the fields of its state", () => {
    fc.assert(
      fc.property(anyLife, (events) =>
        live(events, (_before, _event, after) => {
          if (after === null) return;
          // A post of a thread names the one before it in every state.
          const fields = Object.keys(after).filter((name) => name !== "afterId");
          expect(fields.toSorted()).toEqual(FIELDS[after.state].split(" ").toSorted());
        }),
      ),
    );
  });

  it("the account changes only in a draft, by the person's choice", () => {
    fc.assert(
      fc.property(anyLife, (events) =>
        live(events, (before, event, after) => {
          if (after === null || after.accountId === before.accountId) return;
          expect([before.state, event.type]).toEqual(["draft", "account-chosen"]);
        }),
      ),
    );
  });

  it("a call begins only in publishing, by the event that is stored before it goes out", () => {
    fc.assert(
      fc.property(anyLife, (events) =>
        live(events, (before, event, after) => {
          if (after?.state !== "posting") return;
          expect([before.state, event.type]).toEqual(["publishing", "call-started"]);
        }),
      ),
    );
  });

  it("no second call follows an unanswered one without a sure sign or the person's word", () => {
    fc.assert(
      fc.property(anyLife, (events) => {
        let isOutcomeOpen = false;
        live(events, (before, event, after) => {
          if (after === null) return;
          if (after.state === "posting") {
            expect(isOutcomeOpen).toBe(false);
            isOutcomeOpen = true;
          }
          // What settles the question: X's own answer, its timeline, or the person.
          const isAnswered =
            before.state === "posting" && ["created", "failed", "waiting"].includes(event.type);
          const isSettled =
            before.state === "unsure" &&
            ["created", "surely-absent", "retried", "cancelled"].includes(event.type);
          if (isAnswered || isSettled) isOutcomeOpen = false;
        });
      }),
      { numRuns: 500 },
    );
  });

  it("an unanswered call stays known to all that follow, until the post is a draft again", () => {
    fc.assert(
      fc.property(anyLife, (events) => {
        let unansweredSinceMs: number | null = null;
        live(events, (_before, _event, after) => {
          if (after === null) return;
          if (after.state === "unsure") unansweredSinceMs = after.sinceMs;
          if (after.state === "draft") unansweredSinceMs = null;
          if ("repeatsCallAtMs" in after) expect(after.repeatsCallAtMs).toBe(unansweredSinceMs);
        });
      }),
      { numRuns: 500 },
    );
  });

  it("posted and cancelled are final, but for being deleted, which an undo takes back whole", () => {
    fc.assert(
      fc.property(anyLife, (events) =>
        live(events, (before, event, after) => {
          if (before.state === "posted" || before.state === "cancelled") {
            expect([undefined, "deleted"]).toContain(after?.state);
          }
          if (before.state !== "deleted") return;
          // Its thread may change meanwhile: it keeps its place in it.
          if (event.type === "chained" && after !== null) {
            expect(after).toMatchObject({ state: "deleted", afterId: event.afterId });
            return;
          }
          const { updatedAtMs } = after ?? before;
          expect(after).toEqual(
            event.type === "deletion-undone" ? { ...before.before, updatedAtMs } : null,
          );
        }),
      ),
    );
  });

  it("the media change in a draft only, the text there or while the post is held back", () => {
    fc.assert(
      fc.property(anyLife, (events) =>
        live(events, (before, _event, after) => {
          if (after === null || before.state === "draft") return;
          expect(after.attachmentIds).toEqual(before.attachmentIds);
          if (before.state === "publishing" && before.holdUntilMs !== null) return;
          expect(after.text).toBe(before.text);
        }),
      ),
    );
  });

  it("no attachment stands in a post twice", () => {
    fc.assert(
      fc.property(anyLife, (events) =>
        live(events, (_before, _event, after) => {
          if (after === null) return;
          expect(new Set(after.attachmentIds).size).toBe(after.attachmentIds.length);
        }),
      ),
    );
  });
});
