import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useWakeWorker } from "../../../entrypoints/popup/use-wake-worker";
import type { Job } from "../../../lib/jobs/job";
import { attachmentIn, postIn } from "../jobs/example-records";
import { render } from "./render";

const sendMessage = vi.hoisted(() => vi.fn<(message: unknown) => Promise<unknown>>());

vi.mock("wxt/browser", () => ({ browser: { runtime: { sendMessage } } }));

beforeEach(() => {
  sendMessage.mockReset();
  sendMessage.mockResolvedValue({ ok: true });
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function Page({ activity }: { readonly activity: readonly Job[] }) {
  useWakeWorker({ activity });
  return null;
}

const publishing: Job = { post: postIn("publishing"), attachments: [attachmentIn("uploading")] };
const arriving: Job = { post: postIn("draft"), attachments: [attachmentIn("capturing")] };
const atRest: Job[] = [
  { post: postIn("posted"), attachments: [attachmentIn("ready")] },
  { post: postIn("scheduled"), attachments: [attachmentIn("ready")] },
  { post: postIn("draft"), attachments: [attachmentIn("ready")] },
];

describe("the worker", () => {
  it.each([
    ["a post", publishing],
    ["a draft's picture", arriving],
  ])("is woken once when nothing was heard of %s for ten seconds", async (_what, job) => {
    await render(<Page activity={[job]} />);
    vi.advanceTimersByTime(9_999);
    expect(sendMessage).not.toHaveBeenCalled();
    vi.advanceTimersByTime(120_000);
    expect(sendMessage.mock.calls).toEqual([[{ type: "resume" }]]);
  });

  it("is left alone while something is heard", async () => {
    const view = await render(<Page activity={[publishing]} />);
    for (let seconds = 0; seconds < 60; seconds += 5) {
      vi.advanceTimersByTime(5_000);
      await view.show(<Page activity={[publishing]} />);
    }
    expect(sendMessage).not.toHaveBeenCalled();
  });

  it("is left alone with nothing under way", async () => {
    const view = await render(<Page activity={[publishing]} />);
    await view.show(<Page activity={atRest} />);
    vi.advanceTimersByTime(120_000);
    expect(sendMessage).not.toHaveBeenCalled();
  });
});
