import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lay, UNEDITED } from "../../../lib/edit/picture-edit";
import { ERROR_CODES } from "../../../lib/errors/error-codes";
import { jobError } from "../../../lib/errors/job-error";
import type { Attachment, AttachmentState } from "../../../lib/jobs/attachment";
import { PROCESSING_DEADLINE_MS } from "../../../lib/jobs/attachment-states";
import type { AttachmentEvent } from "../../../lib/jobs/attachment-event";
import { MAX_ALT_TEXT_LENGTH } from "../../../lib/jobs/alt-text";
import { editableOriginalOf } from "../../../lib/jobs/edited-picture";
import { transitionAttachment } from "../../../lib/jobs/attachment-transition";
import {
  anyTime,
  attachmentIn,
  CONVERSION,
  failedAttachment,
  GIF,
  IMAGE,
  MARK,
  RETRY_WAIT,
  SESSION,
  SIGN_IN_WAIT,
  SOURCE,
  VIDEO,
} from "./example-records";
import { ATTACHMENT_EVENTS as EVENTS, EARLY, TRANSFER } from "./example-events";

const SUBJECTS = {
  capturing: attachmentIn("capturing"),
  "capturing, waiting": attachmentIn("capturing", { wait: RETRY_WAIT }),
  "uploading, not opened": attachmentIn("uploading"),
  "uploading, open": attachmentIn("uploading", { session: SESSION }),
  "uploading, waiting": attachmentIn("uploading", { session: SESSION, wait: RETRY_WAIT }),
  processing: attachmentIn("processing"),
  "processing, waiting": attachmentIn("processing", { wait: SIGN_IN_WAIT }),
  ready: attachmentIn("ready"),
  "failed in capture": failedAttachment({ from: "capture", mark: null }),
  "failed in upload": failedAttachment({ from: "upload", media: VIDEO, session: SESSION }),
  "failed in processing": failedAttachment({ from: "processing", media: VIDEO, session: SESSION }),
  cancelled: attachmentIn("cancelled"),
  converting: attachmentIn("converting"),
  "failed in conversion": failedAttachment({ from: "conversion", conversion: CONVERSION }),
  "failed, too long": failedAttachment(
    { from: "conversion", conversion: CONVERSION },
    jobError("too-long", "conversion", { details: { trimToMs: 1_200_000 } }),
  ),
};

const SUBJECT_NAMES = Object.keys(SUBJECTS) as (keyof typeof SUBJECTS)[];

/** The state that each subject, in the order above, is in after the event; `-` where it has no meaning. */
const TABLE: Record<AttachmentEvent["type"], string> = {
  "capture-started": "capturing capturing - - - - - - - - - - - - -",
  "bytes-received": "capturing capturing - - - - - - - - - - - - -",
  "run-stored": "capturing capturing - - - - - - - - - - - - -",
  "download-began": "capturing capturing - - - - - - - - - - - - -",
  described: "capturing capturing - - - - - - - - - - - - -",
  moved:
    "capturing capturing uploading uploading uploading processing processing ready failed failed failed - converting failed failed",
  "account-changed":
    "capturing capturing uploading uploading uploading uploading uploading uploading failed uploading uploading - converting failed failed",
  captured: "uploading uploading - - - - - - - - - - - - -",
  "thumbnail-begun": "- - - - - processing processing - - - - - - - -",
  "thumbnail-drawn":
    "capturing capturing uploading uploading uploading processing processing ready failed failed failed - converting failed failed",
  "early-upload-opened": "capturing capturing - - - - - - - - - - - - -",
  "session-opened": "- - uploading - - - - - - - - - - - -",
  "segments-moved": "- - - uploading uploading - - - - - - - - - -",
  "processing-reported": "- - - processing processing processing processing - - - - - - - -",
  usable: "- - ready ready ready ready ready - - - - - - - -",
  "metadata-sent": "- - - - - - - ready - - - - - - -",
  "subtitles-sent": "- - - - - - - ready - - - - - - -",
  "subtitles-chosen":
    "capturing capturing uploading uploading uploading processing processing ready failed failed failed - converting failed failed",
  waiting:
    "capturing capturing uploading uploading uploading processing processing - - - - - - - -",
  "wait-over": "- capturing - - uploading - processing - - - - - - - -",
  "upload-restarted":
    "- - uploading uploading uploading uploading uploading uploading - - - - - - -",
  "segments-refused": "- - - uploading uploading - - - - - - - - - -",
  failed: "failed failed failed failed failed failed failed - - - - - failed - -",
  retried: "- - - - - - - - capturing uploading processing - - converting converting",
  cancelled:
    "cancelled cancelled cancelled cancelled cancelled cancelled cancelled cancelled cancelled cancelled cancelled - cancelled cancelled cancelled",
  "alt-text-edited":
    "capturing capturing uploading uploading uploading processing processing ready failed failed failed - converting failed failed",
  "options-changed":
    "capturing capturing uploading uploading uploading uploading uploading uploading failed failed failed - converting failed failed",
  "conversion-needed": "converting converting - - - - - - - - - - converting - -",
  "conversion-started": "- - - - - - - - - - - - converting - -",
  "conversion-progressed": "- - - - - - - - - - - - converting - -",
  "found-other": "capturing capturing - - - - - - - - - - - - -",
  "shown-wanted":
    "- - capturing capturing capturing capturing capturing capturing capturing capturing capturing - capturing capturing capturing",
  "version-refused": "- - - - - - - - - - - - capturing - -",
  converted: "- - - - - - - - - - - - uploading - -",
  "edit-requested": "- - - - - - - converting - - - - - - -",
  "stream-chosen": "- - - - - - - - - - - - - - -",
  "sound-chosen": "- - - - - - - - - - - - - - -",
  "film-joined": "- - - - - - - - - - - - - - -",
  "clip-proposed": "converting converting - - - - - - - - - - converting - -",
  "clip-chosen":
    "- - converting converting converting converting converting - - converting converting - - converting converting",
  "film-hidden":
    "- - converting converting converting converting converting - - converting converting - - converting converting",
  "clip-cut": "- - - - - - - - - - - - - - -",
  "trim-requested": "- - - - - - - - - - - - - - converting",
};

function apply<State extends AttachmentState>(
  attachment: Attachment,
  event: AttachmentEvent,
  state: State,
  nowMs = 50_000,
): Extract<Attachment, { state: State }> {
  const next = transitionAttachment(attachment, event, nowMs);
  if (next?.state !== state) throw new Error(`Expected ${state}, found ${next?.state}`);
  return next as Extract<Attachment, { state: State }>;
}

describe("every event in every state", () => {
  for (const event of Object.values(EVENTS)) {
    const expected = TABLE[event.type].split(" ");
    SUBJECT_NAMES.forEach((name, column) => {
      const wanted = expected[column] === "-" ? null : expected[column];
      it(`${event.type} makes of "${name}" ${wanted ?? "nothing"}`, () => {
        expect(expected).toHaveLength(SUBJECT_NAMES.length);
        const next = transitionAttachment(SUBJECTS[name], event, 50_000);
        expect(next?.state ?? null).toBe(wanted);
        if (next !== null) expect(next.updatedAtMs).toBe(50_000);
      });
    });
  }
});

describe("capturing", () => {
  it("keeps what the person has typed when the page describes the picture afterwards", () => {
    const typed = apply(
      attachmentIn("capturing"),
      { type: "alt-text-edited", altText: "Mine" },
      "capturing",
    );
    expect(apply(typed, EVENTS.described, "capturing").altText).toBe("Mine");
    expect(apply(attachmentIn("capturing"), EVENTS.described, "capturing").altText).toBe("Boats");
  });

  it("drops a data: address once the bytes are stored: it would be the file a second time", () => {
    const url = `data:image/png;base64,${"A".repeat(100)}`;
    const inline = attachmentIn("capturing", { source: { ...SOURCE, url, way: "inline" } });
    expect(apply(inline, EVENTS.captured, "uploading").source.url).toBe("data:");
  });

  it("keeps a data: address while the bytes are not stored, for a retry", () => {
    const url = "data:image/png;base64,AAAA";
    const inline = attachmentIn("capturing", { source: { ...SOURCE, url, way: "inline" } });
    const failed = apply(inline, EVENTS.failed, "failed");
    expect(apply(failed, EVENTS.retried, "capturing").source.url).toBe(url);
  });

  it("frees a data: address with the other bytes when it is cancelled", () => {
    const url = "data:image/png;base64,AAAA";
    const inline = attachmentIn("capturing", { source: { ...SOURCE, url, way: "inline" } });
    expect(apply(inline, EVENTS.cancelled, "cancelled").source.url).toBe("data:");
  });

  it("begins again with nothing moved", () => {
    const half = attachmentIn("capturing", { transfer: TRANSFER });
    expect(apply(half, EVENTS["download-began"], "capturing").transfer.doneBytes).toBe(0);
  });

  it("keeps what the site has promised, also after it was cut off", () => {
    const begun = apply(attachmentIn("capturing"), EVENTS["download-began"], "capturing");
    const cutOff = jobError("source-unreachable", "capture");
    const failed = apply(begun, { type: "failed", error: cutOff }, "failed");
    expect(apply(failed, EVENTS.retried, "capturing").mark).toEqual(MARK);
    const refused = jobError("not-media", "capture");
    const useless = apply(begun, { type: "failed", error: refused }, "failed");
    expect(apply(useless, EVENTS.retried, "capturing").mark).toBeNull();
  });

  it("counts its failures anew once a run of bytes was stored, not for bytes on their way", () => {
    const waiting = attachmentIn("capturing", { wait: RETRY_WAIT });
    expect(apply(waiting, EVENTS["bytes-received"], "capturing").wait).toEqual(RETRY_WAIT);
    expect(apply(waiting, EVENTS["run-stored"], "capturing").wait).toBeNull();
  });

  it("knows the whole size once the bytes are stored", () => {
    const uploading = apply(attachmentIn("capturing"), EVENTS.captured, "uploading");
    expect(uploading.transfer).toEqual({
      doneBytes: 0,
      totalBytes: VIDEO.totalBytes,
      bytesPerSecond: 0,
    });
  });
});

describe("an upload that begins during the capture", () => {
  const capturing = attachmentIn("capturing", { early: EARLY });

  it("goes on with what X has, when the file is as the site has promised", () => {
    const uploading = apply(capturing, EVENTS.captured, "uploading");
    expect(uploading.session).toEqual(EARLY.session);
    expect(uploading.transfer).toMatchObject({ doneBytes: 1_048_576 });
  });

  it.each([
    ["shorter", { ...VIDEO, totalBytes: VIDEO.totalBytes - 1 }],
    ["of another type", { ...VIDEO, mediaType: "video/quicktime" as const }],
  ])("is dropped when the file turns out to be %s", (_name, media) => {
    const uploading = apply(capturing, { ...EVENTS.captured, media }, "uploading");
    expect(uploading.session).toBeNull();
    expect(uploading.transfer.doneBytes).toBe(0);
  });

  it("keeps count of its segments, and leaves the progress to the download", () => {
    const event = { ...EVENTS["segments-moved"], cutEnds: [2_097_152], acknowledged: [1] };
    const moved = apply(capturing, event, "capturing");
    expect(moved.early?.session).toMatchObject({
      segmentEnds: [1_048_576, 2_097_152],
      acknowledged: [0, 1],
    });
    expect(moved.transfer).toEqual(capturing.transfer);
  });

  it("is dropped by a download that begins anew, and by other options", () => {
    expect(apply(capturing, EVENTS["download-began"], "capturing").early).toBeNull();
    expect(apply(capturing, EVENTS["options-changed"], "capturing").early).toBeNull();
  });

  it("is not begun with options that are no longer wanted, nor twice", () => {
    const other = attachmentIn("capturing", {
      options: { category: "amplify_video", additionalOwners: [] },
    });
    expect(transitionAttachment(other, EVENTS["early-upload-opened"], 1)).toBeNull();
    expect(transitionAttachment(capturing, EVENTS["early-upload-opened"], 1)).toBeNull();
  });

  it("is no more when the capture has failed: nothing of a refused file is finalized", () => {
    const failed = apply(capturing, EVENTS.failed, "failed");
    expect(failed.resume).toEqual({ from: "capture", mark: null });
  });
});

describe("converting", () => {
  it("drops a data: address as soon as the bytes are stored", () => {
    const url = "data:image/avif;base64,AAAA";
    const inline = attachmentIn("capturing", { source: { ...SOURCE, url, way: "inline" } });
    expect(apply(inline, EVENTS["conversion-needed"], "converting").source.url).toBe("data:");
  });

  it("counts how often it was begun, and from nothing after the person's retry", () => {
    const first = apply(attachmentIn("converting"), EVENTS["conversion-started"], "converting");
    const second = apply(first, EVENTS["conversion-started"], "converting");
    expect([first.attempts, second.attempts]).toEqual([1, 2]);
    const failed = apply(second, EVENTS.failed, "failed");
    expect(apply(failed, EVENTS.retried, "converting").attempts).toBe(0);
  });

  it("fails without losing what is to be made of the stored bytes", () => {
    const failed = apply(attachmentIn("converting"), EVENTS.failed, "failed");
    expect(failed.resume).toEqual({ from: "conversion", conversion: CONVERSION });
  });

  it("goes back to the page when the stored bytes have vanished, but for a video's frame", () => {
    const gone = { type: "failed", error: jobError("bytes-gone", "conversion") } as const;
    expect(apply(attachmentIn("converting"), gone, "failed").resume).toEqual({
      from: "capture",
      mark: null,
    });
    const conversion = {
      kind: "frame",
      source: { type: "video/mp4", totalBytes: 1 },
      videoId: "video",
      atMs: 0,
    } as const;
    const frame = apply(attachmentIn("converting", { conversion }), gone, "failed");
    expect(frame.resume).toEqual({ from: "conversion", conversion });
  });

  it("cuts a video to the length that its error has proposed", () => {
    const trimmed = apply(SUBJECTS["failed, too long"], EVENTS["trim-requested"], "converting");
    expect(trimmed.conversion).toEqual({ ...CONVERSION, trimToMs: 1_200_000 });
  });

  it("keeps what is known of a captured video that breaks a limit", () => {
    const error = jobError("too-long", "capture", { details: { trimToMs: 1_200_000 } });
    const resume = { from: "conversion", conversion: CONVERSION } as const;
    const event = { type: "failed", error, captured: { media: VIDEO, resume } } as const;
    const failed = apply(attachmentIn("capturing"), event, "failed");
    expect(failed).toMatchObject({ error, media: VIDEO, resume });
    expect(apply(failed, EVENTS["trim-requested"], "converting").conversion).toMatchObject({
      trimToMs: 1_200_000,
    });
  });
});

describe("uploading", () => {
  it("ends a wait with each sign of life", () => {
    const waiting = attachmentIn("uploading", { session: SESSION, wait: RETRY_WAIT });
    expect(apply(waiting, EVENTS["segments-moved"], "uploading").wait).toBeNull();
    const cutOnly = { ...EVENTS["segments-moved"], acknowledged: [] };
    expect(apply(waiting, cutOnly, "uploading").wait).toEqual(RETRY_WAIT);
    expect(apply(waiting, EVENTS["processing-reported"], "processing").wait).toBeNull();
    const unopened = attachmentIn("uploading", { wait: RETRY_WAIT });
    expect(apply(unopened, EVENTS["session-opened"], "uploading").wait).toBeNull();
  });

  it("takes no second session: the first one's segments would be lost", () => {
    const open = attachmentIn("uploading", { session: SESSION });
    expect(transitionAttachment(open, EVENTS["session-opened"], 1)).toBeNull();
  });

  it("remembers where segments were cut, whatever was acknowledged meanwhile", () => {
    const open = attachmentIn("uploading", {
      session: { ...SESSION, segmentEnds: [10, 20], acknowledged: [1] },
    });
    const event = { ...EVENTS["segments-moved"], cutEnds: [30, 45], acknowledged: [0] };
    expect(apply(open, event, "uploading").session).toMatchObject({
      segmentEnds: [10, 20, 30, 45],
      acknowledged: [0, 1],
    });
  });

  it("acknowledges a segment once", () => {
    const open = attachmentIn("uploading", { session: { ...SESSION, acknowledged: [0] } });
    const again = { ...EVENTS["segments-moved"], cutEnds: [] };
    expect(transitionAttachment(open, again, 1)).toBeNull();
  });

  it("keeps X's session over a failure of the connection, and goes on with it", () => {
    const session = { ...SESSION, acknowledged: [0, 1] };
    const failed = apply(attachmentIn("uploading", { session }), EVENTS.failed, "failed");
    expect(apply(failed, EVENTS.retried, "uploading").session).toEqual(session);
  });

  it.each([
    "invalid-request",
    "payload-too-large",
    "media-refused",
    "tier-limit",
    "processing-failed",
  ] as const)("drops X's session when X has refused it as %s", (code) => {
    const open = attachmentIn("uploading", { session: SESSION });
    const failed = apply(open, { type: "failed", error: jobError(code, "upload") }, "failed");
    expect(failed.resume).toEqual({ from: "upload", media: VIDEO, session: null });
  });

  it("starts anew in smaller segments when X has refused their size", () => {
    const session = { ...SESSION, acknowledged: [0, 1] };
    const waiting = attachmentIn("uploading", { session, wait: RETRY_WAIT });
    expect(apply(waiting, EVENTS["segments-refused"], "uploading")).toMatchObject({
      session: null,
      maxSegmentBytes: 524_288,
      wait: null,
      transfer: { doneBytes: 0 },
    });
  });

  it("starts anew with another category, without counting it as X's fault", () => {
    const open = attachmentIn("uploading", { session: SESSION, freshUploads: 1 });
    const again = apply(open, EVENTS["options-changed"], "uploading");
    expect(again).toMatchObject({
      session: null,
      freshUploads: 0,
      options: { category: "amplify_video" },
    });
  });

  it("counts how often it was started anew by itself", () => {
    const open = attachmentIn("uploading", { session: SESSION, freshUploads: 1 });
    expect(apply(open, EVENTS["upload-restarted"], "uploading").freshUploads).toBe(2);
  });
});

describe("processing", () => {
  it("has a deadline from its first report, which no later one pushes away", () => {
    const open = attachmentIn("uploading", { session: SESSION });
    const first = apply(open, EVENTS["processing-reported"], "processing", 1000);
    expect(first.deadlineAtMs).toBe(1000 + PROCESSING_DEADLINE_MS);
    const later = apply(first, EVENTS["processing-reported"], "processing", 900_000);
    expect(later.deadlineAtMs).toBe(first.deadlineAtMs);
  });

  it("keeps the last percentage when X stops telling", () => {
    const silent = { ...EVENTS["processing-reported"], percent: null };
    expect(apply(attachmentIn("processing"), silent, "processing").percent).toBe(10);
  });

  it("goes on polling after a retry when X did not say that the media is bad", () => {
    for (const code of ["network", "x-unavailable", "rate-limited", "no-credits"] as const) {
      const error = jobError(code, "processing");
      const failed = apply(attachmentIn("processing"), { type: "failed", error }, "failed");
      expect(apply(failed, EVENTS.retried, "processing").session).toEqual(SESSION);
    }
  });

  it("waits a whole deadline again after a retry", () => {
    const error = jobError("processing-timeout", "processing");
    const failed = apply(attachmentIn("processing"), { type: "failed", error }, "failed");
    const again = apply(failed, EVENTS.retried, "processing", 7_000_000);
    expect(again).toMatchObject({
      deadlineAtMs: 7_000_000 + PROCESSING_DEADLINE_MS,
      nextCheckAtMs: 0,
    });
  });

  it.each(["processing-failed", "invalid-request", "media-refused"] as const)(
    "uploads from scratch after a retry when X has given the media up as %s",
    (code) => {
      const error = jobError(code, "processing");
      const failed = apply(attachmentIn("processing"), { type: "failed", error }, "failed");
      expect(apply(failed, EVENTS.retried, "uploading").session).toBeNull();
    },
  );

  it("has what X could not read coded anew when it is tried again", () => {
    const details = { remedy: "convert" } as const;
    const error = jobError("processing-failed", "processing", { details });
    const gif = { ...VIDEO, mediaType: "image/gif", category: "tweet_gif" } as const;
    for (const [media, kind] of [
      [VIDEO, "video"],
      [gif, "picture"],
    ] as const) {
      const failed = apply(
        attachmentIn("processing", { media }),
        { type: "failed", error },
        "failed",
      );
      expect(apply(failed, EVENTS.retried, "converting").conversion).toMatchObject({
        kind,
        source: { type: media.mediaType, totalBytes: media.totalBytes },
        because: "refused",
      });
    }
  });
});

describe("an alt text", () => {
  it("is cut at 1000 characters, and never within one", () => {
    const altText = `${"x".repeat(MAX_ALT_TEXT_LENGTH - 1)}🌊🌊`;
    for (const event of [
      { type: "alt-text-edited", altText },
      { ...EVENTS.described, altText },
    ] as const) {
      const cut = apply(attachmentIn("capturing"), event, "capturing").altText;
      expect(cut).toBe("x".repeat(MAX_ALT_TEXT_LENGTH - 1));
    }
  });
});

const anyError = fc.constantFrom(...ERROR_CODES).map((code) => jobError(code, "upload"));
const anyTransfer = fc.record({
  doneBytes: fc.nat(5_000_000),
  totalBytes: fc.option(fc.nat(5_000_000)),
  bytesPerSecond: fc.nat(1_000_000),
});
const anyWait = fc.constantFrom(RETRY_WAIT, SIGN_IN_WAIT);
/** About as long as X allows; an emoji may stand across the limit. */
const anyText = fc
  .tuple(fc.constantFrom(0, 997, 998, 999, 1000, 1001), fc.constantFrom("", "a", "🌊", "é🌊🌊"))
  .map(([length, end]) => "x".repeat(length) + end);
const anyEvent: fc.Arbitrary<AttachmentEvent> = fc.oneof(
  fc.constantFrom<AttachmentEvent>(...Object.values(EVENTS)),
  anyTransfer.map((transfer) => ({ type: "run-stored" as const, transfer })),
  anyText.map((altText) => ({ type: "alt-text-edited" as const, altText })),
  anyText.map((altText) => ({ ...EVENTS.described, altText })),
  fc.constantFrom(IMAGE, GIF, VIDEO).map((media) => ({ type: "captured" as const, media })),
  fc
    .tuple(fc.uniqueArray(fc.nat(12), { maxLength: 3 }), anyTransfer)
    .map(([acknowledged, transfer]) => ({
      type: "segments-moved" as const,
      cutEnds: [],
      acknowledged,
      transfer,
    })),
  fc
    .record({ nextCheckAtMs: anyTime, percent: fc.option(fc.nat(100)) })
    .map((report) => ({ type: "processing-reported" as const, ...report })),
  anyWait.map((wait) => ({ type: "waiting" as const, wait })),
  anyError.map((error) => ({ type: "failed" as const, error })),
  fc
    .constantFrom("itself" as const, "person" as const)
    .map((by) => ({ type: "upload-restarted" as const, by })),
);
/** Without the two that end a life early, so that sequences get far. */
const anyLife = fc.array(
  fc.oneof(
    { weight: 30, arbitrary: anyEvent.filter(({ type }) => type !== "cancelled") },
    { weight: 3, arbitrary: fc.constant(EVENTS.captured) },
    { weight: 1, arbitrary: fc.constant(EVENTS.converted) },
    { weight: 3, arbitrary: fc.constant(EVENTS["session-opened"]) },
    { weight: 1, arbitrary: fc.constant(EVENTS.cancelled) },
  ),
  { maxLength: 40, size: "max" },
);

describe("an edited picture", () => {
  const edit = lay(UNEDITED, "mirror");
  const request = { type: "edit-requested", edit, editId: "second" } as const;
  const edited = { edit: lay(UNEDITED, "right"), original: IMAGE };
  const conversion = {
    kind: "edit",
    source: { type: "image/jpeg", totalBytes: 2000 },
    edit: edited.edit,
    editId: "first",
  } as const;
  const smaller = { ...IMAGE, totalBytes: 900 };

  it("is never captured anew: what was hidden would be there again", () => {
    const converting = { ...attachmentIn("converting"), edited };
    const { error } = attachmentIn("failed");
    expect(transitionAttachment(converting, { type: "version-refused", error }, 50_000)).toBeNull();
  });

  it.each([
    ["is not uploaded yet", attachmentIn("uploading", { media: IMAGE })],
    ["waits for X", attachmentIn("processing", { media: IMAGE })],
    ["is ready", attachmentIn("ready")],
    ["X has refused", failedAttachment({ from: "upload", media: IMAGE, session: null })],
  ])(
    "is drawn from what was captured, also where that %s; X's media id is forgotten",
    (_, from) => {
      const next = apply(from, request, "converting");
      expect(next.edited).toEqual({ edit, original: IMAGE });
      expect(next.conversion).toEqual({
        kind: "edit",
        source: { type: "image/jpeg", totalBytes: 2000 },
        edit,
        editId: "second",
      });
      expect(next).not.toHaveProperty("mediaId");
    },
  );

  it.each([
    ["was edited before", attachmentIn("ready", { media: smaller, edited })],
    ["is being drawn", attachmentIn("converting", { conversion, edited })],
    [
      "could not be drawn",
      attachmentIn("failed", { edited, media: null, resume: { from: "conversion", conversion } }),
    ],
  ])("keeps what was captured, also where it %s", (_, from) => {
    expect(apply(from, request, "converting").edited).toEqual({ edit, original: IMAGE });
  });

  it.each([
    ["a video", attachmentIn("ready", { media: VIDEO })],
    ["a moving GIF", attachmentIn("ready", { media: GIF })],
    ["a moving PNG", attachmentIn("ready", { media: { ...IMAGE, isAnimated: true } })],
    ["a picture that is not there yet", attachmentIn("capturing")],
    ["one that X would not take as it is", attachmentIn("converting")],
    ["one that is gone", attachmentIn("cancelled")],
  ])("is nothing that can be made of %s", (_, from) => {
    expect(editableOriginalOf(from)).toBeNull();
    expect(transitionAttachment(from, request, 50_000)).toBeNull();
  });

  it("can be made of a GIF that does not move", () => {
    const still = { ...GIF, frameCount: 1, isAnimated: false };
    const next = apply(attachmentIn("ready", { media: still }), request, "converting");
    expect(next.edited).toEqual({ edit, original: still });
    expect(next.conversion).toMatchObject({ source: { type: "image/gif" } });
  });

  it("takes no outcome of an earlier edit", () => {
    const again = apply(attachmentIn("converting", { conversion, edited }), request, "converting");
    const converted = { type: "converted", media: smaller, thumbnail: null } as const;
    expect(transitionAttachment(again, { ...converted, editId: "first" }, 1)).toBeNull();
    expect(transitionAttachment(again, converted, 1)).toBeNull();
    const drawn = apply(again, { ...converted, editId: "second" }, "uploading");
    expect(drawn).toMatchObject({ media: smaller, session: null, edited: { edit } });
  });

  it("is never captured anew when its bytes are lost: what was hidden would be there again", () => {
    const lost = { type: "failed", error: jobError("bytes-gone", "upload") } as const;
    const uploaded = apply(attachmentIn("uploading", { media: smaller, edited }), lost, "failed");
    expect(uploaded.resume).toMatchObject({ from: "conversion", conversion: { kind: "edit" } });
    const drawn = apply(attachmentIn("converting", { conversion, edited }), lost, "failed");
    expect(drawn.resume).toEqual({ from: "conversion", conversion });
    expect(apply(drawn, EVENTS.retried, "converting").edited).toEqual(edited);
  });
});

const BASE_FIELDS =
  "id postId accountId createdAtMs updatedAtMs source options altText subtitles thumbnail freshUploads state";
const FIELDS: Record<AttachmentState, string> = {
  capturing: `${BASE_FIELDS} transfer early mark wait`,
  converting: `${BASE_FIELDS} conversion percent attempts`,
  uploading: `${BASE_FIELDS} media transfer session maxSegmentBytes wait`,
  processing: `${BASE_FIELDS} media session nextCheckAtMs deadlineAtMs percent wait`,
  ready: `${BASE_FIELDS} media mediaId mediaKey expiresAtMs sentMetadata sentSubtitles`,
  failed: `${BASE_FIELDS} error media resume`,
  cancelled: BASE_FIELDS,
};

const INLINE_URL = "data:image/png;base64,AAAA";

/** Lives through the events; `see` is shown each step that had a meaning. */
function live(
  events: readonly AttachmentEvent[],
  see: (before: Attachment, event: AttachmentEvent, after: Attachment | null) => void,
): void {
  let attachment: Attachment = attachmentIn("capturing", {
    source: { ...SOURCE, url: INLINE_URL, way: "inline" },
  });
  events.forEach((event, step) => {
    const next = transitionAttachment(attachment, event, 60_000 + step);
    see(attachment, event, next);
    attachment = next ?? attachment;
  });
}

describe("whatever happens in whatever order", () => {
  it("a record holds exactly the fields of its state", () => {
    fc.assert(
      fc.property(anyLife, (events) =>
        live(events, (_before, _event, after) => {
          if (after === null) return;
          // What a capture has counted is there from its first try on.
          // And what was made of a picture, from its first edit on; of a video, once a part of it is chosen.
          // And how often its film was to be drawn, from the first time on; what is captured anew is not drawn yet.
          const later = ["tries", "edited", "clip", "thumbnailTries"];
          const fields = Object.keys(after).filter((name) => !later.includes(name));
          if ("tries" in after) expect(after.state).toBe("capturing");
          if ("thumbnailTries" in after) expect(after.state).not.toBe("capturing");
          expect(fields.toSorted()).toEqual(FIELDS[after.state].split(" ").toSorted());
        }),
      ),
    );
  });

  it("X's session lives only while uploading, processing, or in what a retry goes on from", () => {
    fc.assert(
      fc.property(anyLife, (events) =>
        live(events, (_before, _event, after) => {
          const holds = after !== null && "session" in after;
          if (holds) expect(["uploading", "processing"]).toContain(after.state);
        }),
      ),
    );
  });

  it("acknowledged segments are ascending, each once, and none gets lost within a session", () => {
    fc.assert(
      fc.property(anyLife, (events) =>
        live(events, (before, event, after) => {
          if (after === null || !("session" in after) || after.session === null) return;
          const { acknowledged } = after.session;
          expect(acknowledged).toEqual([...new Set(acknowledged)].toSorted((a, b) => a - b));
          if ("session" in before && before.session !== null) {
            expect(acknowledged).toEqual(expect.arrayContaining([...before.session.acknowledged]));
            if (event.type === "segments-moved") {
              expect(acknowledged).toEqual(expect.arrayContaining([...event.acknowledged]));
            }
          }
        }),
      ),
    );
  });

  it("an inline address is gone as soon as its bytes are stored or no longer wanted", () => {
    fc.assert(
      fc.property(anyLife, (events) => {
        let isNeeded = true;
        live(events, (_before, event, after) => {
          if (after === null) return;
          const endings = ["captured", "conversion-needed", "clip-proposed", "cancelled"];
          if (endings.includes(event.type)) isNeeded = false;
          expect(after.source.url).toBe(isNeeded ? INLINE_URL : "data:");
        });
      }),
    );
  });

  it("an alt text has at most 1000 characters and no half of one", () => {
    fc.assert(
      fc.property(anyLife, (events) =>
        live(events, (_before, _event, after) => {
          if (after === null) return;
          expect(after.altText.length).toBeLessThanOrEqual(MAX_ALT_TEXT_LENGTH);
          expect(after.altText).toBe(Buffer.from(after.altText).toString());
        }),
      ),
    );
  });

  it("nothing follows a cancel, and nothing but the person's word leaves a failure", () => {
    fc.assert(
      fc.property(anyLife, (events) =>
        live(events, (before, event, after) => {
          if (before.state === "cancelled") expect(after).toBeNull();
          if (before.state === "failed" && after !== null && after.state !== "failed") {
            expect([
              "retried",
              "trim-requested",
              "clip-chosen",
              "film-hidden",
              "shown-wanted",
              "edit-requested",
              "cancelled",
              "account-changed",
            ]).toContain(event.type);
          }
        }),
      ),
    );
  });

  it("identity and birth never change, and the post only by a move", () => {
    fc.assert(
      fc.property(anyLife, (events) =>
        live(events, (before, event, after) => {
          if (after === null) return;
          expect([after.id, after.createdAtMs]).toEqual([before.id, before.createdAtMs]);
          if (event.type !== "moved") expect(after.postId).toBe(before.postId);
        }),
      ),
    );
  });

  it("what X gave to one account never stands in the record of another", () => {
    fc.assert(
      fc.property(anyLife, (events) =>
        live(events, (before, event, after) => {
          if (after === null) return;
          if (event.type !== "account-changed") {
            expect(after.accountId).toBe(before.accountId);
            return;
          }
          expect(after.accountId).toBe(event.accountId);
          expect(["capturing", "converting", "uploading", "failed"]).toContain(after.state);
          if (after.state === "uploading") expect(after.session).toBeNull();
          if (after.state === "failed") {
            expect(["capture", "conversion"]).toContain(after.resume.from);
          }
        }),
      ),
    );
  });

  it("a late event leaves the record given to it as it was", () => {
    fc.assert(
      fc.property(anyLife, (events) =>
        live(events, (before, event) => {
          const copy = structuredClone(before);
          transitionAttachment(before, event, 1);
          expect(before).toEqual(copy);
        }),
      ),
    );
  });
});
