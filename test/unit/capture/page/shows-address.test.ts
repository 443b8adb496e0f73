import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { MediaElement } from "../../../../lib/capture/page/find-element";
import { isDoubtful, isReplaced, showsAddress } from "../../../../lib/capture/page/shows-address";

class Image {
  naturalWidth = 1200;
  content = "normal";
  width = 360;
  getBoundingClientRect() {
    return { width: this.width, height: 240 };
  }
}

class Video {
  readonly HAVE_NOTHING = 0;
  readonly error = null;
  constructor(readonly readyState: number) {}
}

/** As the code takes it: only what it reads is there. */
const image = (is: Partial<Image> = {}) =>
  Object.assign(new Image(), is) as unknown as MediaElement;
const video = (readyState: number) => new Video(readyState) as unknown as MediaElement;

function inBrowser(navigator: object) {
  vi.stubGlobal("navigator", navigator);
}

beforeEach(() => {
  vi.stubGlobal("HTMLImageElement", Image);
  vi.stubGlobal("HTMLVideoElement", Video);
  vi.stubGlobal("getComputedStyle", ({ content }: Image) => ({ content }));
  inBrowser({});
});

afterEach(() => vi.unstubAllGlobals());

describe("an image shows what lies at its address", () => {
  it("when it has come, and takes up room", () => {
    expect(showsAddress(image())).toBe(true);
    expect(showsAddress(image({ naturalWidth: 0 }))).toBe(false);
    expect(showsAddress(image({ width: 0 }))).toBe(false);
  });

  it.each(['url("https://page.test/other.jpg")', "linear-gradient(red, blue)"])(
    "not when its style shows another picture in its place: %s",
    (content) => {
      expect(isReplaced(image({ content }))).toBe(true);
      expect(showsAddress(image({ content }))).toBe(false);
    },
  );
});

describe("nobody can tell what an element shows", () => {
  it("on a page whose service worker answers its requests", () => {
    inBrowser({ serviceWorker: { controller: {} } });
    expect(isDoubtful(image())).toBe(true);
  });

  it("of a film of which nothing has come", () => {
    expect(isDoubtful(video(0))).toBe(true);
    expect(isDoubtful(video(1))).toBe(false);
  });

  it("but they can on a page without a service worker, and in a frame that can have none", () => {
    inBrowser({ serviceWorker: { controller: null } });
    expect(isDoubtful(image())).toBe(false);
    inBrowser({
      get serviceWorker() {
        return {
          get controller(): never {
            throw new DOMException("", "SecurityError");
          },
        };
      },
    });
    expect(isDoubtful(image())).toBe(false);
  });
});
