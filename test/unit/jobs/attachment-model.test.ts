import fc from "fast-check";
import { expect, it } from "vitest";
import { ERROR_CODES } from "../../../lib/errors/error-codes";
import { jobError } from "../../../lib/errors/job-error";
import { type Attachment, isAttachmentBusy } from "../../../lib/jobs/attachment";
import type { AttachmentEvent } from "../../../lib/jobs/attachment-event";
import { transitionAttachment } from "../../../lib/jobs/attachment-transition";
import { attachmentIn, SESSION, VIDEO } from "./example-records";

/*
 * The attachment machine against an X that knows which bytes it has. Each command is something that
 * can happen in the world; the machine is told only what its worker would learn.
 */

const SEGMENTS = 4;
const SEGMENT_BYTES = VIDEO.totalBytes / SEGMENTS;
const LIFE_MS = 90_000_000;

/** What is really so at X, and on the way there. */
interface World {
  /** The segments that X has, by media id. */
  readonly received: Map<string, Set<number>>;
  readonly finalized: Set<string>;
  /** What the living worker has sent and heard nothing about. */
  onTheWay: number[];
}

class Machine {
  attachment: Attachment = attachmentIn("capturing");
  #nowMs = 60_000;

  apply(event: AttachmentEvent): void {
    this.#nowMs += 1_000;
    this.attachment = transitionAttachment(this.attachment, event, this.#nowMs) ?? this.attachment;
  }

  /** X's upload of this moment; null when there is none. */
  get session() {
    const { attachment } = this;
    return attachment.state === "uploading" || attachment.state === "processing"
      ? attachment.session
      : null;
  }
}

const transfer = { doneBytes: 0, totalBytes: VIDEO.totalBytes, bytesPerSecond: 0 };

const open = (world: World): string => {
  const mediaId = String(world.received.size + 1);
  world.received.set(mediaId, new Set());
  return mediaId;
};

type Happening = (world: World, machine: Machine) => void;

const cutAndSend: Happening = (world, machine) => {
  const cut = machine.session?.segmentEnds.length ?? SEGMENTS;
  if (machine.attachment.state !== "uploading" || cut >= SEGMENTS) return;
  const cutEnds = [(cut + 1) * SEGMENT_BYTES];
  machine.apply({ type: "segments-moved", cutEnds, acknowledged: [], transfer });
  world.onTheWay.push(cut);
};

const sendAgain: Happening = (world, { session }) => {
  const missing = session?.segmentEnds.findIndex(
    (_end, index) => !session.acknowledged.includes(index) && !world.onTheWay.includes(index),
  );
  if (missing !== undefined && missing >= 0) world.onTheWay.push(missing);
};

const acknowledge: Happening = (world, machine) => {
  const index = world.onTheWay.shift();
  const { session } = machine;
  if (index === undefined || session === null) return;
  world.received.get(session.mediaId)?.add(index);
  machine.apply({ type: "segments-moved", cutEnds: [], acknowledged: [index], transfer });
};

/** What can happen, by its name. */
const HAPPENINGS: Readonly<Record<string, Happening>> = {
  "the file is captured": (_world, machine) => machine.apply({ type: "captured", media: VIDEO }),
  "an upload is opened": (world, machine) => {
    if (machine.attachment.state !== "uploading" || machine.session !== null) return;
    const session = { ...SESSION, mediaId: open(world), expiresAtMs: LIFE_MS };
    machine.apply({ type: "session-opened", session });
  },
  "an upload is opened, but nobody hears of it": (world, machine) => {
    if (machine.attachment.state === "uploading" && machine.session === null) open(world);
  },
  "a segment is cut and sent": cutAndSend,
  "a segment that was cut is sent again": sendAgain,
  "X receives, and its acknowledgement is stored": acknowledge,
  "all is sent, and stored as acknowledged": (world, machine) => {
    for (let index = 0; index < SEGMENTS; index += 1) {
      for (const happen of [sendAgain, cutAndSend, acknowledge, acknowledge])
        happen(world, machine);
    }
  },
  "X receives, and the worker dies": (world, { session }) => {
    for (const index of world.onTheWay.slice(1)) {
      world.received.get(session?.mediaId ?? "")?.add(index);
    }
    world.onTheWay = [];
  },
  "all is there: X is told, and processes": (world, machine) => {
    if (finalize(world, machine)) {
      machine.apply({ type: "processing-reported", nextCheckAtMs: 0, percent: null });
    }
  },
  "X is told, and the worker dies": (world, machine) => {
    if (finalize(world, machine)) world.onTheWay = [];
  },
  "X has finished": (world, machine) => {
    const { session } = machine;
    if (session === null || !world.finalized.has(session.mediaId)) return;
    const { mediaId, mediaKey } = session;
    machine.apply({ type: "usable", mediaId, mediaKey, expiresAtMs: LIFE_MS });
  },
  "the media id has expired": (_world, machine) =>
    machine.apply({ type: "upload-restarted", by: "itself" }),
  "X finds segments too large": (_world, machine) =>
    machine.apply({ type: "segments-refused", maxSegmentBytes: 524_288 }),
  "the person chooses another category": (_world, machine) =>
    machine.apply({
      type: "options-changed",
      options: { category: "amplify_video", additionalOwners: [] },
    }),
  retry: (_world, machine) => machine.apply({ type: "retried" }),
  cancel: (_world, machine) => machine.apply({ type: "cancelled" }),
};

/** Tells X that all segments are there, if the record says so: then it must be true. */
function finalize(world: World, { attachment, session }: Machine): boolean {
  if (attachment.state !== "uploading" || session === null) return false;
  if (session.acknowledged.length < SEGMENTS) return false;
  expect(world.received.get(session.mediaId)?.size).toBe(SEGMENTS);
  world.finalized.add(session.mediaId);
  return true;
}

type Command = fc.Command<World, Machine>;

function command(name: string, happen: (world: World, machine: Machine) => void): Command {
  return {
    check: () => true,
    run(world, machine) {
      const before = machine.session?.mediaId;
      happen(world, machine);
      // Whoever changes or ends an upload has its requests aborted before the next one begins.
      if (machine.session?.mediaId !== before) world.onTheWay = [];
      check(world, machine);
    },
    toString: () => name,
  };
}

function check(world: World, { attachment, session }: Machine): void {
  if (session !== null) {
    const has = world.received.get(session.mediaId) ?? new Set();
    expect([...session.acknowledged].filter((index) => !has.has(index))).toEqual([]);
    expect(session.segmentEnds).toEqual([...session.segmentEnds].toSorted((a, b) => a - b));
    expect(session.segmentEnds.length).toBeGreaterThanOrEqual(session.acknowledged.length);
  }
  if (attachment.state === "ready") expect(world.finalized).toContain(attachment.mediaId);
}

const anyCommand = [
  ...Object.entries(HAPPENINGS).flatMap(([name, happen]) => {
    const times = /cancel|expired|too large|another category/.test(name) ? 1 : 5;
    return Array.from({ length: times }, () => fc.constant(command(name, happen)));
  }),
  fc.constantFrom(...ERROR_CODES).map((code) =>
    command(`fails: ${code}`, (_world, machine) => {
      machine.apply({ type: "failed", error: jobError(code, "upload") });
    }),
  ),
];

it("nothing is taken for uploaded that X does not have, and every upload can still be finished", () => {
  let ready = 0;
  fc.assert(
    fc.property(fc.commands(anyCommand, { maxCommands: 80, size: "max" }), (commands) => {
      const machine = new Machine();
      const world: World = { received: new Map(), finalized: new Set(), onTheWay: [] };
      fc.modelRun(() => ({ model: world, real: machine }), commands);
      if (machine.attachment.state === "ready") ready += 1;
      bringToRest(world, machine);
    }),
    { numRuns: 1_000 },
  );
  expect(ready).toBeGreaterThan(10);
});

/** From wherever the attachment stands, a worker that goes on from the record brings it to rest. */
function bringToRest(world: World, machine: Machine): void {
  world.onTheWay = [];
  const steps = Object.entries(HAPPENINGS)
    .filter(([name]) => /captured|opened$|sent|stored|processes|finished/.test(name))
    .map(([, happen]) => happen);
  for (let rounds = 0; isAttachmentBusy(machine.attachment) && rounds < 20; rounds += 1) {
    for (const happen of steps) {
      happen(world, machine);
      check(world, machine);
    }
  }
  expect(isAttachmentBusy(machine.attachment)).toBe(false);
}
