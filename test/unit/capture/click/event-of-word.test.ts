import { describe, expect, it } from "vitest";
import { eventOfWord } from "../../../../lib/capture/click/event-of-word";
import type { PageDescription } from "../../../../lib/capture/page/page-messages";
import { SOURCE } from "../../jobs/example-records";
import { HARBOR } from "./example-description";

const hear = (said: Partial<PageDescription>, url = "https://members.test/photo.jpg") =>
  eventOfWord({ ...SOURCE, url, pageUrl: "https://page.test/album" }, { ...HARBOR, ...said }, null);

describe("what a page says of what was clicked", () => {
  it("is taken for what the person sees where the browser shows it", () => {
    expect(hear({})).toMatchObject({ isOffered: false, isUnvouched: false });
    expect(hear({})).not.toHaveProperty("wantsScreen");
  });

  it("makes an address that is only named of one whose element shows nothing", () => {
    expect(hear({ isShown: false })).toMatchObject({ isOffered: true });
  });

  it("vouches for no other site where the page could show something else there", () => {
    expect(hear({ isDoubtful: true })).toMatchObject({ isOffered: false, isUnvouched: true });
  });

  it("may do as it likes with its own site", () => {
    const own = "https://img.page.test/photo.jpg";
    expect(hear({ isDoubtful: true }, own)).toMatchObject({ isUnvouched: false });
  });

  it("leaves the pixels of an image whose style shows another picture", () => {
    expect(hear({ isShown: false, isReplaced: true })).toMatchObject({ wantsScreen: true });
  });
});
