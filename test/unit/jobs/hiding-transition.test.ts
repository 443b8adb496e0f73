import { describe, expect, it } from "vitest";
import type { AttachmentEvent } from "../../../lib/jobs/attachment-event";
import { transitionAttachment } from "../../../lib/jobs/attachment-transition";
import { canFetchAgain } from "../../../lib/jobs/can-fetch-again";
import { applyEvents } from "./apply-events";
import { attachmentIn, GIF, VIDEO } from "./example-records";

const FILM_MS = 4000;
const WHOLE = { startMs: 0, endMs: FILM_MS };

function hide(id: string, partCount = 1): AttachmentEvent {
  const box = { left: 1, top: 2, width: 3, height: 4 };
  const parts = Array.from(
    { length: partCount },
    () => ({ how: "cover", box, span: null }) as const,
  );
  return {
    type: "film-hidden",
    hiding: { id, frame: { width: 64, height: 48 }, parts },
    filmMs: FILM_MS,
  };
}

const film = attachmentIn("ready", { media: VIDEO });

describe("a film in which something is hidden", () => {
  it("is made of all of it, which stays stored, and X's media id is forgotten", () => {
    const hidden = applyEvents(film, hide("a"));
    expect(hidden).toMatchObject({
      state: "converting",
      conversion: { kind: "clip", span: WHOLE, hiding: { id: "a" } },
      clip: { span: WHOLE, original: { media: VIDEO } },
    });
    expect(hidden).not.toHaveProperty("mediaId");
  });

  it("keeps the part that is posted, and what is hidden when another part is chosen", () => {
    const span = { startMs: 1000, endMs: 3000 };
    const chosen = { type: "clip-chosen", span, filmMs: FILM_MS } as const;
    expect(applyEvents(film, chosen, hide("a"))).toMatchObject({
      conversion: { span, hiding: { id: "a" } },
    });
    expect(applyEvents(film, hide("a"), chosen)).toMatchObject({
      conversion: { span, hiding: { id: "a" } },
    });
    expect(applyEvents(film, hide("a"), chosen, { ...chosen, span: null })).toMatchObject({
      conversion: { span: WHOLE, hiding: { id: "a" } },
    });
  });

  it("is what it was once nothing is hidden any more", () => {
    const shown = applyEvents(film, hide("a"), hide("b", 0));
    expect(shown).toMatchObject({ state: "uploading", media: VIDEO });
    expect(shown).not.toHaveProperty("clip");
  });

  it("does not take what was made with something else hidden", () => {
    const hidden = applyEvents(film, hide("a"), hide("b"));
    const made = { type: "converted", media: VIDEO, thumbnail: null, span: WHOLE } as const;
    expect(transitionAttachment(hidden, made, 5000)).toBeNull();
    expect(transitionAttachment(hidden, { ...made, hidingId: "a" }, 5000)).toBeNull();
    expect(applyEvents(hidden, { ...made, hidingId: "b" })).toMatchObject({ state: "uploading" });
  });

  it("is never captured in another version, nor fetched again: the boxes might lie elsewhere", () => {
    const hidden = applyEvents(film, hide("a"));
    expect(transitionAttachment(hidden, { type: "shown-wanted" }, 5000)).toBeNull();
    expect(canFetchAgain(hidden)).toBe(false);
  });

  it("can be a GIF, of which the stored one stays", () => {
    const hidden = applyEvents(attachmentIn("ready", { media: GIF }), hide("a"));
    expect(hidden).toMatchObject({
      state: "converting",
      conversion: { kind: "clip", source: { type: "image/gif" }, hiding: { id: "a" } },
    });
    expect(applyEvents(hidden, hide("b", 0))).toMatchObject({ state: "uploading", media: GIF });
  });
});
