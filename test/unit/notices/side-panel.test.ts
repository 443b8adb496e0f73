import { beforeEach, describe, expect, it, vi } from "vitest";

const fake = vi.hoisted(() => ({
  openSidebar: vi.fn(),
  openPanel: vi.fn(),
  getCurrent: vi.fn(),
  has: "side-panel" as "side-panel" | "sidebar" | "neither",
}));

vi.mock("wxt/browser", () => ({
  browser: new Proxy(
    {},
    {
      has: (_target, name) =>
        (name === "sidePanel" && fake.has === "side-panel") ||
        (name === "sidebarAction" && fake.has === "sidebar"),
      get: (_target, name) =>
        ({
          sidePanel: fake.has === "side-panel" ? { open: fake.openPanel } : undefined,
          sidebarAction: fake.has === "sidebar" ? { open: fake.openSidebar } : undefined,
          windows: { getCurrent: fake.getCurrent },
        })[String(name)],
    },
  ),
}));

const { canOpenBeside, claimWindow, openSidePanel, windowsOfSidePanels } =
  await import("../../../lib/notices/side-panel");

beforeEach(() => {
  vi.resetAllMocks();
  fake.getCurrent.mockResolvedValue({ id: 8 });
});

describe("opening the composer beside the page", () => {
  it("opens Chromium's side panel in the window of the key, before anything is awaited", () => {
    fake.has = "side-panel";
    void openSidePanel(3);
    expect(fake.openPanel).toHaveBeenCalledExactlyOnceWith({ windowId: 3 });
  });

  it("opens it in the window of the popup that asks", async () => {
    fake.has = "side-panel";
    await openSidePanel();
    expect(fake.openPanel).toHaveBeenCalledExactlyOnceWith({ windowId: 8 });
  });

  it("opens Firefox's sidebar before anything is awaited", () => {
    fake.has = "sidebar";
    void openSidePanel();
    expect(fake.openSidebar).toHaveBeenCalledOnce();
    expect(fake.getCurrent).not.toHaveBeenCalled();
  });

  it("is not offered by a browser that has neither", () => {
    fake.has = "neither";
    expect(canOpenBeside()).toBe(false);
    fake.has = "sidebar";
    expect(canOpenBeside()).toBe(true);
    fake.has = "side-panel";
    expect(canOpenBeside()).toBe(true);
  });
});

describe("the side panel of a window", () => {
  it("is known to everybody as long as its page lives", async () => {
    const held: string[] = ["post:1"];
    vi.stubGlobal("navigator", {
      locks: {
        request: (name: string) => void held.push(name),
        query: () => Promise.resolve({ held: held.map((name) => ({ name })) }),
      },
    });
    expect(await windowsOfSidePanels()).toEqual(new Set());
    await claimWindow();
    expect(await windowsOfSidePanels()).toEqual(new Set([8]));
  });
});
