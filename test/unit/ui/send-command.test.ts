import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ANSWERED_WITHIN_MS, sendCommand } from "../../../lib/ui/send-command";

const sendMessage = vi.hoisted(() => vi.fn<(message: unknown) => Promise<unknown>>());

vi.mock("wxt/browser", () => ({ browser: { runtime: { sendMessage } } }));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("window", globalThis);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const refusal = (name: string) => ({
  ok: false,
  error: { code: "unexpected", details: { name } },
});

describe("a command always has an answer", () => {
  it("from the worker, as it is", async () => {
    sendMessage.mockResolvedValueOnce({ ok: true, value: "https://abc.chromiumapp.org/" });
    expect(await sendCommand({ type: "get-redirect-uri" })).toEqual({
      ok: true,
      value: "https://abc.chromiumapp.org/",
    });
    expect(sendMessage).toHaveBeenCalledWith({ type: "get-redirect-uri" });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("where the worker cannot be reached, or dies over it", async () => {
    sendMessage.mockRejectedValueOnce(new TypeError("The message channel closed"));
    expect(await sendCommand({ type: "resume" })).toMatchObject(refusal("TypeError"));
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([undefined, null, "done", {}])("where %j is all that came back", async (answer) => {
    sendMessage.mockResolvedValueOnce(answer);
    expect(await sendCommand({ type: "resume" })).toMatchObject(refusal("NoAnswer"));
  });

  it("where nothing ever comes back", async () => {
    sendMessage.mockReturnValueOnce(new Promise(() => {}));
    const answer = sendCommand({ type: "resume" });
    await vi.advanceTimersByTimeAsync(ANSWERED_WITHIN_MS);
    expect(await answer).toMatchObject(refusal("NoAnswer"));
  });
});
