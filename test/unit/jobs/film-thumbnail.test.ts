import { describe, expect, it } from "vitest";
import type { Attachment, AttachmentState } from "../../../lib/jobs/attachment";
import { transitionAttachment } from "../../../lib/jobs/attachment-transition";
import { filmToDraw, undrawnFilmOf } from "../../../lib/jobs/film-thumbnail";
import type { MediaInfo } from "../../../lib/media/media-info";
import { attachmentIn, CONVERSION, GIF, IMAGE, SESSION, VIDEO } from "./example-records";

const PICTURE = new TextEncoder().encode("picture");
const BEGUN = { type: "thumbnail-begun" } as const;
const processing = attachmentIn("processing", { media: VIDEO, thumbnail: null });
const ready = attachmentIn("ready", { media: VIDEO, thumbnail: null });

const drawnOf = (mediaId: string) =>
  ({ type: "thumbnail-drawn", thumbnail: PICTURE, mediaId }) as const;
const apply = (attachment: Attachment, ...events: Parameters<typeof transitionAttachment>[1][]) =>
  events.reduce<Attachment>((at, event) => transitionAttachment(at, event, 1) ?? at, attachment);

describe("the picture of a film", () => {
  it.each<[AttachmentState, MediaInfo, boolean]>([
    ["capturing", VIDEO, false],
    ["converting", VIDEO, false],
    // The link and the machine are needed for what the person waits for.
    ["uploading", VIDEO, false],
    ["processing", VIDEO, true],
    ["ready", VIDEO, true],
    ["failed", VIDEO, false],
    ["cancelled", VIDEO, false],
    // The worker draws these by itself.
    ["processing", GIF, false],
    ["ready", IMAGE, false],
  ])("is wanted once X has it: %s", (state, media, isWanted) => {
    const hasMedia = state === "uploading" || state === "processing" || state === "ready";
    const attachment = attachmentIn(state, { thumbnail: null, ...(hasMedia && { media }) });
    expect(filmToDraw(attachment) !== null).toBe(isWanted);
  });

  it("is not drawn where there is one", () => {
    const shown = apply(processing, drawnOf(SESSION.mediaId));
    expect(shown.thumbnail).toEqual(PICTURE);
    expect(filmToDraw(shown)).toBeNull();
    expect(transitionAttachment(shown, BEGUN, 1)).toBeNull();
  });

  it("is begun twice at most, over all that happens to the upload", () => {
    const usable = {
      type: "usable",
      mediaId: SESSION.mediaId,
      mediaKey: null,
      expiresAtMs: 10,
    } as const;
    const once = apply(processing, BEGUN, usable);
    expect(filmToDraw(once)).toMatchObject({ mediaId: SESSION.mediaId });
    const twice = apply(once, BEGUN);
    expect(filmToDraw(twice)).toBeNull();
    expect(transitionAttachment(twice, BEGUN, 1)).toBeNull();
    // What the second try draws is taken all the same.
    expect(undrawnFilmOf(twice)).not.toBeNull();
    expect(apply(twice, drawnOf(SESSION.mediaId)).thumbnail).toEqual(PICTURE);
  });

  it("is not taken for that of another film, made meanwhile: what was hidden could be seen on it", () => {
    const other = apply(ready, drawnOf("the upload before"));
    expect(other.thumbnail).toBeNull();
    const cut = attachmentIn("converting", { thumbnail: null });
    expect(transitionAttachment(cut, drawnOf(ready.mediaId), 1)).toBeNull();
  });

  it("of another film may be tried as often", () => {
    const tried = apply(processing, BEGUN, BEGUN);
    const { thumbnailTries } = tried;
    const converting = attachmentIn("converting", { conversion: CONVERSION, thumbnailTries: 2 });
    const converted = { type: "converted", media: VIDEO, thumbnail: null } as const;
    expect(thumbnailTries).toBe(2);
    expect(apply(converting, converted)).not.toHaveProperty("thumbnailTries");
    expect(apply(tried, { type: "shown-wanted" })).not.toHaveProperty("thumbnailTries");
  });
});
