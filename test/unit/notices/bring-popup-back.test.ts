import { beforeEach, describe, expect, it, vi } from "vitest";
import { expectPopupBack } from "../../../lib/store/popup-return-store";
import { freshDatabase } from "../store/fresh-database";

const fake = vi.hoisted(() => ({
  openPopup: vi.fn(),
  createNotification: vi.fn(),
  getContexts: vi.fn(),
}));

vi.mock("wxt/browser", () => ({
  browser: {
    action: { openPopup: fake.openPopup },
    notifications: { create: fake.createNotification },
    runtime: { getContexts: fake.getContexts, getURL: (path: string) => `extension:/${path}` },
    i18n: { getMessage: (key: string) => key },
  },
}));

const { bringPopupBack } = await import("../../../lib/notices/bring-popup-back");

const MINUTE_MS = 60_000;

beforeEach(async () => {
  await freshDatabase();
  vi.resetAllMocks();
  vi.stubGlobal("navigator", { locks: { query: () => Promise.resolve({ held: [] }) } });
  fake.openPopup.mockResolvedValue(undefined);
  fake.getContexts.mockResolvedValue([]);
});

describe("the popup that the browser's question has closed", () => {
  it("comes back once after the answer", async () => {
    await expectPopupBack(0);
    await bringPopupBack(MINUTE_MS);
    await bringPopupBack(MINUTE_MS);
    expect(fake.openPopup).toHaveBeenCalledOnce();
  });

  it("is announced by a notification where the browser does not let it open", async () => {
    fake.openPopup.mockRejectedValue(new Error("openPopup requires a user gesture"));
    await expectPopupBack(0);
    await bringPopupBack(MINUTE_MS);
    expect(fake.createNotification).toHaveBeenCalledExactlyOnceWith(
      "composer-ready",
      expect.objectContaining({ title: "notification_ready_title" }),
    );
  });

  it("is left alone where it is open still", async () => {
    fake.getContexts.mockResolvedValue([
      { contextType: "POPUP", documentUrl: "extension://popup.html" },
    ]);
    await expectPopupBack(0);
    await bringPopupBack(MINUTE_MS);
    expect(fake.openPopup).not.toHaveBeenCalled();
  });

  it("stays away where it has asked nothing, or long ago", async () => {
    await bringPopupBack(0);
    await expectPopupBack(0);
    await bringPopupBack(10 * MINUTE_MS);
    expect(fake.openPopup).not.toHaveBeenCalled();
  });
});
