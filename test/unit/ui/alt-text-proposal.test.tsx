import { afterEach, describe, expect, it, vi } from "vitest";
import { AltTextProposal } from "../../../entrypoints/popup/alt-text-proposal";
import type { OnDeviceModel } from "../../../lib/popup/on-device-model";
import { attachmentIn } from "../jobs/example-records";
import { render } from "./render";

vi.mock("wxt/browser", async () => {
  const { getEnglishMessage } = await import("../errors/translate-in-english");
  return { browser: { i18n: { getMessage: getEnglishMessage } } };
});
vi.mock("../../../entrypoints/popup/read-stored-image", () => ({
  readStoredImage: () => Promise.resolve({}),
}));

const modelThatIs = (
  availability: Awaited<ReturnType<OnDeviceModel["availability"]>>,
): OnDeviceModel => ({
  availability: () => Promise.resolve(availability),
  create: () =>
    Promise.resolve({ prompt: () => Promise.resolve("Boats at dusk"), destroy: () => undefined }),
});

const used: string[] = [];
const show = (model: OnDeviceModel) =>
  render(
    <AltTextProposal
      attachment={attachmentIn("ready")}
      model={model}
      value=""
      onUse={(altText) => used.push(altText)}
    />,
  );

afterEach(() => {
  used.length = 0;
  vi.unstubAllGlobals();
});

describe("an alt text of the browser's own model", () => {
  it("is proposed when the person asks, and used when the person says so", async () => {
    const view = await show(modelThatIs("available"));
    await vi.waitFor(() => view.press("Propose an alt text"));
    expect(used).toEqual([]);
    await vi.waitFor(() => view.press("Use it"));
    expect(used).toEqual(["Boats at dusk"]);
  });

  it("is not offered where the model would have to be downloaded", async () => {
    const view = await show(modelThatIs("downloadable"));
    await Promise.resolve();
    await expect(view.press("Propose an alt text")).rejects.toThrow("No button");
  });
});
