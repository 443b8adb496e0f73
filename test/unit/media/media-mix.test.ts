import { describe, expect, it } from "vitest";
import type { MediaCategory } from "../../../lib/media/media-category";
import { refuseMix } from "../../../lib/media/media-mix";

const categories: readonly MediaCategory[] = ["tweet_image", "tweet_gif", "tweet_video"];

describe("refuseMix", () => {
  it("allows a post without media and one attachment of any kind", () => {
    expect(refuseMix([])).toBeNull();
    for (const category of categories) expect(refuseMix([category])).toBeNull();
  });

  it("allows up to four images", () => {
    const images = (count: number) => refuseMix(Array<MediaCategory>(count).fill("tweet_image"));
    expect([2, 3, 4].map(images)).toEqual([null, null, null]);
    expect([5, 9].map(images)).toEqual(["too-many-images", "too-many-images"]);
  });

  it("allows nothing beside a GIF or a video, in whichever order", () => {
    for (const alone of categories.slice(1)) {
      for (const other of categories) {
        expect(refuseMix([alone, other])).toBe("mix-not-allowed");
        expect(refuseMix([other, alone])).toBe("mix-not-allowed");
      }
    }
    const images = Array<MediaCategory>(5).fill("tweet_image");
    expect(refuseMix([...images, "tweet_gif"])).toBe("mix-not-allowed");
  });
});
