import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { jobError } from "../../../lib/errors/job-error";
import type { Attachment } from "../../../lib/jobs/attachment";
import type { AttachmentEvent } from "../../../lib/jobs/attachment-event";
import { transitionAttachment } from "../../../lib/jobs/attachment-transition";
import type { Post } from "../../../lib/jobs/post";
import type { PostEvent } from "../../../lib/jobs/post-event";
import { transitionPost } from "../../../lib/jobs/post-transition";
import { ATTACHMENT_EVENTS, POST_EVENTS } from "./example-events";
import { attachmentIn, IMAGE, postIn } from "./example-records";

const ARCHITECTURE = readFileSync(new URL("../../../docs/states.md", import.meta.url), "utf8");

/** Whoever meets one of each comes nearly everywhere; these lead to what is left. */
const FURTHER_ATTACHMENT_EVENTS: readonly AttachmentEvent[] = [
  { type: "captured", media: IMAGE },
  { type: "usable", mediaId: "77", mediaKey: null, expiresAtMs: 90_000_000 },
  { type: "upload-restarted", by: "person" },
  { type: "failed", error: jobError("bytes-gone", "upload") },
  { type: "failed", error: jobError("processing-failed", "processing") },
  { type: "failed", error: jobError("conversion-failed", "conversion") },
  { type: "failed", error: jobError("too-long", "capture") },
];

/** Whatever these fields hold, the same moves are open. */
const LEADS_NOWHERE: ReadonlySet<string> = new Set(["altText", "subtitles", "thumbnail", "clip"]);

/** A life is long enough to come everywhere when it takes so many turns. */
const MOST_TURNS = 6;

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
        const key = JSON.stringify(after, (name, value: unknown) =>
          LEADS_NOWHERE.has(name) ? undefined : value,
        );
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

describe("the lists of moves in docs/states.md are what the code does", () => {
  it("for an attachment", () => {
    const states: Attachment["state"][] = [
      "capturing",
      "converting",
      "uploading",
      "processing",
      "ready",
      "failed",
      "cancelled",
    ];
    const events = [...Object.values(ATTACHMENT_EVENTS), ...FURTHER_ATTACHMENT_EVENTS];
    const first: Attachment = attachmentIn("capturing");
    expect(movesInDocs("an attachment")).toEqual(
      findMoves<Attachment, AttachmentEvent>([first], states, events, transitionAttachment),
    );
  });

  it("for a post", () => {
    const states: Post["state"][] = [
      "draft",
      "scheduled",
      "publishing",
      "posting",
      "unsure",
      "posted",
      "failed",
      "cancelled",
      "deleted",
    ];
    const events = Object.values(POST_EVENTS);
    // The last of its attempts would take more turns than a search can.
    const first: Post[] = [postIn("draft"), postIn("unsure", { attempts: 99 })];
    expect(movesInDocs("a post")).toEqual(
      findMoves<Post, PostEvent>(first, states, events, transitionPost),
    );
  });
});
