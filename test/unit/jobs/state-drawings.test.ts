import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { jobError } from "../../../lib/errors/job-error";
import type { Attachment } from "../../../lib/jobs/attachment";
import type { AttachmentEvent } from "../../../lib/jobs/attachment-event";
import { transitionAttachment } from "../../../lib/jobs/attachment-transition";
import type { Post } from "../../../lib/jobs/post";
import { type PostEvent, transitionPost } from "../../../lib/jobs/post-transition";
import {
  attachmentIn,
  GIF,
  IMAGE,
  MARK,
  postIn,
  RETRY_WAIT,
  SESSION,
  SIGN_IN_WAIT,
  SOURCE,
  VIDEO,
} from "./example-records";

const ARCHITECTURE = readFileSync(
  new URL("../../../docs/architecture.md", import.meta.url),
  "utf8",
);

type EventsOf<E extends { type: string }> = {
  readonly [T in E["type"]]: readonly Extract<E, { type: T }>[];
};

const transfer = { doneBytes: 10, totalBytes: 20, bytesPerSecond: 5 };
const network = jobError("network", "upload");

const ATTACHMENT_EVENTS: EventsOf<AttachmentEvent> = {
  "bytes-received": [{ type: "bytes-received", transfer }],
  "run-stored": [{ type: "run-stored", transfer }],
  "download-began": [{ type: "download-began", mark: MARK }],
  described: [{ type: "described", altText: "A", pageTitle: "P", shownSize: null }],
  moved: [{ type: "moved", postId: "other" }],
  captured: [IMAGE, GIF, VIDEO].map((media) => ({ type: "captured", media, thumbnail: null })),
  "session-opened": [{ type: "session-opened", session: SESSION }],
  "segments-moved": [{ type: "segments-moved", cutEnds: [9], acknowledged: [0], transfer }],
  "processing-reported": [{ type: "processing-reported", nextCheckAtMs: 5000, percent: 50 }],
  usable: [{ type: "usable", mediaId: "77", mediaKey: null, expiresAtMs: 90_000_000 }],
  "alt-text-sent": [{ type: "alt-text-sent", altText: "A" }],
  waiting: [RETRY_WAIT, SIGN_IN_WAIT].map((wait) => ({ type: "waiting", wait })),
  "wait-over": [{ type: "wait-over" }],
  "upload-restarted": (["itself", "person"] as const).map((by) => ({
    type: "upload-restarted",
    by,
  })),
  "segments-refused": [{ type: "segments-refused", maxSegmentBytes: 524_288 }],
  failed: (
    ["network", "bytes-gone", "media-refused", "processing-failed", "not-media"] as const
  ).map((code) => ({ type: "failed", error: jobError(code, "upload") })),
  retried: [{ type: "retried" }],
  cancelled: [{ type: "cancelled" }],
  "alt-text-edited": [{ type: "alt-text-edited", altText: "B" }],
  "options-changed": [
    { type: "options-changed", options: { category: "amplify_video", additionalOwners: [] } },
  ],
};

const POST_EVENTS: EventsOf<PostEvent> = {
  "text-edited": [{ type: "text-edited", text: "T" }],
  "attachment-added": [{ type: "attachment-added", attachmentId: "b" }],
  "attachment-removed": [{ type: "attachment-removed", attachmentId: "picture" }],
  "publish-requested": [{ type: "publish-requested" }],
  waiting: [RETRY_WAIT, SIGN_IN_WAIT].map((wait) => ({ type: "waiting", wait })),
  "wait-over": [{ type: "wait-over" }],
  "call-started": [{ type: "call-started", mediaIds: ["77"] }],
  created: [{ type: "created", xPostId: "99", url: null }],
  "answer-lost": [{ type: "answer-lost", error: network }],
  "not-seen": [{ type: "not-seen", nextLookAtMs: 9000 }],
  "look-failed": [{ type: "look-failed", nextLookAtMs: 9000 }],
  "lookup-inconclusive": [{ type: "lookup-inconclusive" }],
  "surely-absent": [{ type: "surely-absent" }],
  failed: [{ type: "failed", error: jobError("no-credits", "post") }],
  retried: [{ type: "retried" }],
  "returned-to-draft": [{ type: "returned-to-draft" }],
  cancelled: [{ type: "cancelled" }],
};

/** A life is long enough to come everywhere when it takes so many turns. */
const MOST_TURNS = 7;

/** Every step from one state to another that events can bring about, as lines of text in the states' order. */
function findMoves<R extends { state: string }, E>(
  first: readonly R[],
  states: readonly R["state"][],
  events: readonly E[],
  transition: (record: R, event: E, nowMs: number) => R | null,
): string[] {
  const moves = new Map<string, Set<string>>();
  const seen = new Set<string>();
  let frontier = [...first];
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const next: R[] = [];
    for (const record of frontier) {
      for (const event of events) {
        const after = transition(record, event, 1000);
        if (after === null) continue;
        if (after.state !== record.state) {
          moves.set(record.state, (moves.get(record.state) ?? new Set()).add(after.state));
        }
        const key = JSON.stringify(after);
        if (!seen.has(key)) next.push(after);
        seen.add(key);
      }
    }
    frontier = next;
  }
  return states.map((state) => {
    const ends = states.filter((end) => moves.get(state)?.has(end));
    return `${state} → ${ends.length === 0 ? "(the end)" : ends.join(", ")}`;
  });
}

function movesInDocs(machine: string): string[] {
  const block = new RegExp(`moves of ${machine}\\n([^\`]+)\`\`\``).exec(ARCHITECTURE)?.[1] ?? "";
  return block.trim().split("\n");
}

describe("the lists of moves in docs/architecture.md are what the code does", () => {
  it("for an attachment", () => {
    const states: Attachment["state"][] = [
      "capturing",
      "uploading",
      "processing",
      "ready",
      "failed",
      "cancelled",
    ];
    const events = Object.values(ATTACHMENT_EVENTS).flat();
    const first: Attachment = attachmentIn("capturing", { source: SOURCE });
    expect(movesInDocs("an attachment")).toEqual(
      findMoves<Attachment, AttachmentEvent>([first], states, events, transitionAttachment),
    );
  });

  it("for a post", () => {
    const states: Post["state"][] = [
      "draft",
      "publishing",
      "posting",
      "unsure",
      "posted",
      "failed",
      "cancelled",
    ];
    const events = Object.values(POST_EVENTS).flat();
    // The last of its attempts would take more turns than a search can.
    const first: Post[] = [postIn("draft"), postIn("unsure", { attempts: 99 })];
    expect(movesInDocs("a post")).toEqual(
      findMoves<Post, PostEvent>(first, states, events, transitionPost),
    );
  });
});
