import { afterEach, describe, expect, it, vi } from "vitest";
import { AltTextProposal } from "../../../entrypoints/popup/alt-text-proposal";
import { AltText } from "../../../entrypoints/popup/alt-text";
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
  prompt = () => Promise.resolve("Boats at dusk"),
): OnDeviceModel => ({
  availability: () => Promise.resolve(availability),
  create: () => Promise.resolve({ prompt, destroy: () => undefined }),
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

  it("is said to be proposed, before it is used and after", async () => {
    const view = await show(modelThatIs("available"));
    await vi.waitFor(() => view.press("Propose an alt text"));
    await vi.waitFor(() =>
      expect(view.text()).toContain("Boats at duskProposed by the browser’s model."),
    );
  });

  it.each([
    ["refuses", () => Promise.reject(new DOMException("No.", "NotAllowedError"))],
    ["says nothing", () => Promise.resolve(" ")],
  ])("that %s leaves the box to the person, and says so", async (_what, prompt) => {
    const view = await show(modelThatIs("available", prompt));
    await vi.waitFor(() => view.press("Propose an alt text"));
    await vi.waitFor(() =>
      expect(view.text()).toContain("The browser’s model has no proposal for this image."),
    );
    await expect(view.press("Use it")).rejects.toThrow("No button");
    expect(used).toEqual([]);
  });

  it("is not offered in a browser without a model", async () => {
    vi.stubGlobal("LanguageModel", undefined);
    const view = await render(
      <AltText attachment={attachmentIn("ready")} send={() => Promise.resolve(true)} />,
    );
    await vi.dynamicImportSettled();
    expect(view.text()).not.toContain("Propose");
  });

  it("is offered in one that has a model", async () => {
    vi.stubGlobal("LanguageModel", modelThatIs("available"));
    const view = await render(
      <AltText attachment={attachmentIn("ready")} send={() => Promise.resolve(true)} />,
    );
    await vi.waitFor(() => expect(view.text()).toContain("Propose an alt text"));
  });

  it("is not offered where the model would have to be downloaded", async () => {
    const view = await show(modelThatIs("downloadable"));
    await Promise.resolve();
    await expect(view.press("Propose an alt text")).rejects.toThrow("No button");
  });
});
