import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cutFromTab } from "../../../../lib/capture/click/cut-from-tab";
import type { PagePlace } from "../../../../lib/capture/page/page-messages";
import { SOURCE } from "../../jobs/example-records";

interface Tab {
  readonly active: boolean;
  readonly windowId: number;
  readonly url: string;
}

const FRONT: Tab = { active: true, windowId: 3, url: "https://page.test/" };
const PLACE: PagePlace = { left: 10, top: 20, width: 300, height: 200, windowWidth: 800 };

/** What the browser and the page answer before the picture is taken, and after. */
const world = vi.hoisted(() => ({
  tabs: [] as unknown[],
  places: [] as unknown[],
  taken: [] as number[],
}));

vi.mock("wxt/browser", () => ({
  browser: {
    tabs: {
      get: () => Promise.resolve(world.tabs.shift()),
      captureVisibleTab(windowId: number) {
        world.taken.push(windowId);
        return Promise.resolve("data:image/png;base64,AAAA");
      },
      sendMessage: () => Promise.resolve({ ok: true, answer: world.places.shift() }),
    },
    scripting: { executeScript: () => Promise.resolve([]) },
  },
}));

const drawn: (readonly number[])[] = [];

beforeEach(() => {
  Object.assign(world, { tabs: [FRONT, FRONT], places: [PLACE, PLACE], taken: [] });
  drawn.length = 0;
  // Twice as dense as the page's own pixels.
  vi.stubGlobal("createImageBitmap", () => Promise.resolve({ width: 1600, close() {} }));
  vi.stubGlobal(
    "OffscreenCanvas",
    class {
      constructor(widthPx: number, heightPx: number) {
        drawn.push([widthPx, heightPx]);
      }
      getContext() {
        return { drawImage: (_: unknown, left: number, top: number) => drawn.push([left, top]) };
      }
      convertToBlob() {
        return Promise.resolve(new Blob(["cut"]));
      }
    },
  );
});

afterEach(() => vi.unstubAllGlobals());

const cut = () => cutFromTab({ ...SOURCE, tabId: 1 });

describe("what is cut out of a tab's picture", () => {
  it("is the clicked element and nothing around it", async () => {
    expect(await cut()).toBeInstanceOf(Blob);
    expect(drawn).toEqual([
      [600, 400],
      [-20, -40],
    ]);
    expect(world.taken).toEqual([3]);
  });

  it("is nothing where another tab is in front: none is photographed", async () => {
    world.tabs = [{ ...FRONT, active: false }];
    expect(await cut()).toBeNull();
    expect(world.taken).toEqual([]);
  });

  it.each<[string, Partial<Tab>]>([
    ["another tab came to the front", { active: false }],
    ["the tab went to another window", { windowId: 4 }],
    ["the tab shows another page", { url: "https://bank.test/" }],
  ])("is nothing where %s meanwhile", async (_what, change) => {
    world.tabs = [FRONT, { ...FRONT, ...change }];
    expect(await cut()).toBeNull();
    expect(drawn).toEqual([]);
  });

  it.each<[string, PagePlace | null]>([
    ["has moved", { ...PLACE, top: 300 }],
    ["has grown over the page", { ...PLACE, width: 800 }],
    ["is gone", null],
  ])("is nothing where the element %s meanwhile", async (_what, place) => {
    world.places = [PLACE, place];
    expect(await cut()).toBeNull();
    expect(drawn).toEqual([]);
  });
});
