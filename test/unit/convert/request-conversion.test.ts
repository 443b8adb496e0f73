import { describe, expect, it, vi } from "vitest";
import { jobError } from "../../../lib/errors/job-error";
import {
  type ConversionEffects,
  requestConversion,
  SILENCE_MS,
} from "../../../lib/convert/request-conversion";
import type { ConversionAnswer, ConversionRequest } from "../../../lib/messages";
import { IMAGE } from "../jobs/example-records";
import { never } from "../x/scripted-x";

interface World {
  answer?: () => Promise<unknown>;
  /** When the record changes, as time passes. */
  updatedAtMs?: (nowMs: number) => number;
}

/** A browser in which a while passes at once. */
function browserWith({ answer = () => new Promise(() => {}), updatedAtMs = () => 0 }: World) {
  const sent: ConversionRequest[] = [];
  let nowMs = 0;
  const effects: ConversionEffects = {
    openPage: vi.fn(() => Promise.resolve()),
    closePage: vi.fn(() => Promise.resolve()),
    send(request) {
      sent.push(request);
      return request.type === "convert" ? answer() : Promise.resolve();
    },
    readUpdatedAt: () => Promise.resolve(updatedAtMs(nowMs)),
    async sleep(ms) {
      nowMs += ms;
      await new Promise((resolve) => setImmediate(resolve));
    },
    now: () => nowMs,
  };
  return { effects, sent, elapsedMs: () => nowMs };
}

const answerWith = (answer: ConversionAnswer) => () => Promise.resolve(answer);

describe("a conversion that is asked for", () => {
  it("opens the page and hands on what it answers", async () => {
    const { effects, sent } = browserWith({ answer: answerWith({ ok: true, media: IMAGE }) });
    expect(await requestConversion("a", effects, never)).toEqual(IMAGE);
    expect(effects.openPage).toHaveBeenCalledOnce();
    expect(sent).toEqual([{ type: "convert", attachmentId: "a" }]);
  });

  it("fails as the page says", async () => {
    const error = jobError("conversion-unsupported", "conversion", { details: { codec: "HEVC" } });
    const { effects } = browserWith({ answer: answerWith({ ok: false, error }) });
    await expect(requestConversion("a", effects, never)).rejects.toMatchObject({ error });
  });

  it.each<[string, () => Promise<unknown>]>([
    ["has nobody at the other end", () => Promise.reject(new Error("Receiving end"))],
    ["ends without an answer", () => Promise.resolve(undefined)],
  ])("is left for another try when the page %s", async (_name, answer) => {
    const { effects } = browserWith({ answer });
    expect(await requestConversion("a", effects, never)).toBeNull();
  });

  it("is given up, and the page closed, when nothing moves any more", async () => {
    const { effects, elapsedMs } = browserWith({});
    await expect(requestConversion("a", effects, never)).rejects.toMatchObject({
      error: { code: "conversion-failed" },
    });
    expect(effects.closePage).toHaveBeenCalledOnce();
    expect(elapsedMs()).toBeGreaterThan(SILENCE_MS);
  });

  it("may take as long as it likes while it moves", async () => {
    let release: (answer: ConversionAnswer) => void = () => {};
    const { effects, elapsedMs } = browserWith({
      answer: () => new Promise<ConversionAnswer>((resolve) => (release = resolve)),
      updatedAtMs(nowMs) {
        if (nowMs > 10 * SILENCE_MS) release({ ok: true, media: IMAGE });
        return nowMs - 1000;
      },
    });
    expect(await requestConversion("a", effects, never)).toEqual(IMAGE);
    expect(elapsedMs()).toBeGreaterThan(10 * SILENCE_MS);
    expect(effects.closePage).not.toHaveBeenCalled();
  });

  it("ends with the person's cancel, of which the page is told", async () => {
    const abort = new AbortController();
    const { effects, sent } = browserWith({
      updatedAtMs(nowMs) {
        if (nowMs > 20_000) abort.abort(new Error("Removed"));
        return nowMs;
      },
    });
    await expect(requestConversion("a", effects, abort.signal)).rejects.toThrow("Removed");
    expect(sent.at(-1)).toEqual({ type: "cancel-conversion", attachmentId: "a" });
  });
});
