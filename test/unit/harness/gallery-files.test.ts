import { describe, expect, it } from "vitest";
import { galleryFile } from "../../pages/gallery-files";
import { admitMedia } from "../../pages/gallery-hosts";

describe("the files of the gallery", () => {
  it.each([
    "/media/harbor.jpg",
    "/slow/waves.gif",
    "/broken/html.jpg",
    "/large/video.mp4?bytes=99999",
  ])("%s is as long as it says", (path) => {
    const file = galleryFile(path);
    const chunks = [...(file?.chunks() ?? [])];
    expect(chunks.reduce((sum, chunk) => sum + chunk.length, 0)).toBe(file?.totalBytes);
  });

  it("an empty file has no bytes, and an endless one no length", () => {
    expect(galleryFile("/broken/empty.jpg")?.totalBytes).toBe(0);
    expect(galleryFile("/endless/video.mp4")?.totalBytes).toBeUndefined();
  });

  it.each(["/media/none.jpg", "/media/../start-gallery.ts", "/media/readme", "/other"])(
    "there is none at %s",
    (path) => {
      expect(galleryFile(path)).toBeUndefined();
    },
  );
});

describe("who is let to a file", () => {
  const referer = "http://gallery.test/";

  it("guarded.test wants the gallery as Referer", () => {
    expect(admitMedia({ host: "guarded.test", referer })).toBe("serve");
    expect(admitMedia({ host: "guarded.test" })).toBe("forbid");
    expect(admitMedia({ host: "guarded.test", referer: "http://gallery.test.evil/" })).toBe(
      "forbid",
    );
  });

  it("placeholder.test shows a picture of its own to others", () => {
    expect(admitMedia({ host: "placeholder.test:80" })).toBe("placeholder");
    expect(admitMedia({ host: "placeholder.test:80", referer })).toBe("serve");
  });

  it("members.test and its image host want the cookie", () => {
    for (const host of ["members.test", "img.members.test"]) {
      expect(admitMedia({ host, referer })).toBe("login-page");
      expect(admitMedia({ host, cookie: "a=b; session=1" })).toBe("serve");
    }
  });

  it("the other hosts serve everybody", () => {
    expect(admitMedia({ host: "cdn.test" })).toBe("serve");
  });
});
