import { afterEach, describe, expect, it, vi } from "vitest";
import { Notices } from "../../../entrypoints/popup/notices";
import type { ErrorCode } from "../../../lib/errors/error-codes";
import { jobError } from "../../../lib/errors/job-error";
import { loadExplanations } from "../../../lib/ui/use-explanation";
import { render } from "./render";

vi.mock("wxt/browser", async () => {
  const { getEnglishMessage } = await import("../errors/translate-in-english");
  return { browser: { i18n: { getMessage: getEnglishMessage } } };
});

afterEach(() => {
  vi.unstubAllGlobals();
});

async function told(code: ErrorCode): Promise<string> {
  await loadExplanations();
  const outcome = {
    refused: [{ name: "boats.jpg", error: jobError(code, "capture") }],
    error: null,
  };
  const files = { outcome, isDraggedOver: false, add: () => {}, dismiss: () => {} };
  const view = await render(
    <Notices
      dashboard={null}
      unreadable={null}
      refusal={null}
      onDismissRefusal={() => {}}
      files={files}
      send={() => Promise.reject(new Error("Nothing is to be sent."))}
    />,
  );
  return view.text();
}

describe("a file that was not taken", () => {
  it.each(["empty-file", "unsupported-type", "too-large"] as const)(
    "for %s is named and asks for another one: there is nothing to remove",
    async (code) => {
      const text = await told(code);
      expect(text).toContain("boats.jpg");
      expect(text).toContain("Choose another image or video.");
      expect(text).not.toContain("Remove");
    },
  );

  it("that is a folder asks for what is in it", async () => {
    expect(await told("own-file-unreadable")).toContain("Choose the image or video itself.");
  });
});
