import { beforeEach, describe, expect, it, vi } from "vitest";
import {
  createMenu,
  MENU_IMAGE,
  MENU_VIDEO,
  readMenuClick,
} from "../../../../lib/capture/click/menu";
import { translate } from "../../../../lib/i18n/translate";
import messages from "../../../../public/_locales/en/messages.json";

const fake = vi.hoisted(() => ({
  created: [] as { id?: string; title?: string; contexts?: string[] }[],
  getMessage: vi.fn((name: string, _substitutions: string[]) => `<${name}>`),
}));

vi.mock("wxt/browser", () => ({
  browser: {
    contextMenus: {
      removeAll: () => {
        fake.created.length = 0;
        return Promise.resolve();
      },
      create: (entry: object) => void fake.created.push(entry),
    },
    i18n: { getMessage: fake.getMessage },
  },
}));

beforeEach(() => fake.getMessage.mockClear());

describe("the menu", () => {
  it("has one entry for images and one for videos, however often it is made", async () => {
    await createMenu();
    await createMenu();
    expect(fake.created).toEqual([
      { id: "tweet-image", title: "<menu_tweet_image>", contexts: ["image"] },
      { id: "tweet-video", title: "<menu_tweet_video>", contexts: ["video"] },
    ]);
    expect(messages.menu_tweet_image.message).toBe("Tweet this image");
    expect(messages.menu_tweet_video.message).toBe("Tweet this video");
  });
});

describe("a click", () => {
  const tab = { id: 4, title: "A page" };

  it("is read with all that the browser tells", () => {
    const info = {
      menuItemId: MENU_VIDEO,
      srcUrl: "https://cdn.test/a.mp4",
      pageUrl: "https://site.test/",
      frameUrl: "https://frame.test/",
      frameId: 9,
    };
    expect(readMenuClick(info, tab)).toEqual({
      element: "video",
      srcUrl: "https://cdn.test/a.mp4",
      pageUrl: "https://site.test/",
      frameUrl: "https://frame.test/",
      pageTitle: "A page",
      tabId: 4,
      frameId: 9,
    });
  });

  it("is read where the browser tells little: in the page itself, without an address", () => {
    const info = { menuItemId: MENU_IMAGE, pageUrl: "https://site.test/" };
    expect(readMenuClick(info, { id: 4 })).toEqual({
      element: "image",
      srcUrl: "",
      pageUrl: "https://site.test/",
      frameUrl: "https://site.test/",
      pageTitle: "",
      tabId: 4,
      frameId: 0,
    });
  });

  it("on another entry, or outside any tab, is none of ours", () => {
    expect(readMenuClick({ menuItemId: "other" }, tab)).toBeNull();
    expect(readMenuClick({ menuItemId: MENU_IMAGE }, undefined)).toBeNull();
    expect(readMenuClick({ menuItemId: MENU_IMAGE }, { title: "Devtools" })).toBeNull();
  });
});

describe("a sentence", () => {
  it("is asked of the browser by its name, with numbers as text", () => {
    expect(translate("menu_tweet_image", 5, "MB")).toBe("<menu_tweet_image>");
    expect(fake.getMessage).toHaveBeenCalledWith("menu_tweet_image", ["5", "MB"]);
  });
});
