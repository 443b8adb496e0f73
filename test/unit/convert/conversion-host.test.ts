import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { JobFailure, jobError } from "../../../lib/errors/job-error";
import { ConversionHost, createHostListener, IDLE_MS } from "../../../lib/convert/conversion-host";
import type { MessageSender } from "../../../lib/messages";
import type { MediaInfo } from "../../../lib/media/media-info";
import { IMAGE } from "../jobs/example-records";

vi.mock("wxt/browser", () => ({ browser: { runtime: { id: "own" } } }));

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A host whose conversions end when they are told to, or are aborted. */
function openHost() {
  const begun: string[] = [];
  const aborted: string[] = [];
  const prepared: string[] = [];
  const finish = new Map<string, (media: MediaInfo) => void>();
  let endDrawing = (_drawn: Promise<null>) => {};
  const drawn = new Promise<null>((resolve) => (endDrawing = resolve));
  const close = vi.fn();
  const host = new ConversionHost({
    convert(id, signal) {
      begun.push(id);
      return new Promise((resolve, reject) => {
        finish.set(id, resolve);
        signal.addEventListener("abort", () => {
          aborted.push(id);
          reject(signal.reason as Error);
        });
      });
    },
    prepare: (id) => void prepared.push(id),
    drawFilm: () => drawn,
    close,
  });
  return {
    host,
    begun,
    aborted,
    prepared,
    endDrawing: (end: Promise<null>) => endDrawing(end),
    close,
    finish: (id: string) => finish.get(id)?.(IMAGE),
  };
}

/** A connection, over which a request comes at once. */
function connect(
  host: ConversionHost,
  request: unknown,
  sender: MessageSender,
  name = "hidden-page",
) {
  let hear = (_message: unknown) => {};
  let end = () => {};
  const postMessage = vi.fn();
  createHostListener(host)({
    name,
    sender,
    onMessage: { addListener: (listener) => (hear = listener) },
    onDisconnect: { addListener: (listener) => (end = listener) },
    postMessage,
  });
  hear(request);
  return { postMessage, end: () => end() };
}

/** Lets everything that waits for nothing happen. */
const settle = () => vi.advanceTimersByTimeAsync(0);

describe("the page that converts", () => {
  it("answers whoever asks twice with the same conversion: a worker that died and lives again", async () => {
    const { host, begun, finish } = openHost();
    const first = host.convert("a");
    await settle();
    const second = host.convert("a");
    await settle();
    finish("a");
    expect(await first).toEqual({ ok: true, media: IMAGE });
    expect(await second).toEqual({ ok: true, media: IMAGE });
    expect(begun).toEqual(["a"]);
  });

  it("converts one thing at a time: another one ends the first, which nobody waits for", async () => {
    const { host, begun, aborted, finish } = openHost();
    const first = host.convert("a");
    await settle();
    const second = host.convert("b");
    expect(await first).toMatchObject({ ok: false });
    await settle();
    finish("b");
    expect(await second).toMatchObject({ ok: true });
    expect([begun, aborted]).toEqual([["a", "b"], ["a"]]);
  });

  it("ends what is cancelled, and begins it anew when it is asked for again", async () => {
    const { host, begun, aborted, finish } = openHost();
    const first = host.convert("a");
    await settle();
    host.cancel("b");
    host.cancel("a");
    const again = host.convert("a");
    expect(await first).toMatchObject({ ok: false });
    await settle();
    finish("a");
    expect(await again).toMatchObject({ ok: true });
    expect([begun, aborted]).toEqual([["a", "a"], ["a"]]);
  });

  it("tells what went wrong as a value: a message loses an error's class", async () => {
    const error = jobError("too-long", "conversion");
    const convert = () => Promise.reject(new JobFailure(error));
    const drawFilm = () => Promise.resolve(null);
    const host = new ConversionHost({ convert, prepare: () => {}, drawFilm, close: () => {} });
    expect(await host.convert("a")).toEqual({ ok: false, error });
  });

  it("closes itself when it has had nothing to do for a while, and never while it works", async () => {
    const { host, close, finish } = openHost();
    await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
    const answer = host.convert("a");
    await vi.advanceTimersByTimeAsync(100 * IDLE_MS);
    expect(close).not.toHaveBeenCalled();
    finish("a");
    await answer;
    await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
    expect(close).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(close).toHaveBeenCalledOnce();
  });
});

describe("an edit that may come", () => {
  const request = { type: "prepare-conversion", attachmentId: "a" };

  it("is prepared as often as it is asked for, and keeps the page open meanwhile", async () => {
    const { host, prepared, close } = openHost();
    for (let time = 0; time < 3; time += 1) {
      connect(host, request, { id: "own" });
      await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
    }
    expect(prepared).toEqual(["a", "a", "a"]);
    expect(close).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(close).toHaveBeenCalledOnce();
  });

  it("does not disturb a conversion", () => {
    const { host, prepared } = openHost();
    void host.convert("b");
    host.prepare("a");
    expect(prepared).toEqual([]);
  });
});

describe("a film's thumbnail", () => {
  const request = { type: "draw-film", attachmentId: "a" };

  it("is drawn beside a conversion, and the page stays until both are over", async () => {
    const { host, aborted, endDrawing, close, finish } = openHost();
    const converted = host.convert("b");
    const { postMessage: answer } = connect(host, request, { id: "own" });
    await settle();
    finish("b");
    expect(await converted).toMatchObject({ ok: true });
    await vi.advanceTimersByTimeAsync(100 * IDLE_MS);
    expect([aborted, close.mock.calls, answer.mock.calls]).toEqual([[], [], []]);
    endDrawing(Promise.resolve(null));
    await settle();
    expect(answer).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(IDLE_MS);
    expect(close).toHaveBeenCalledOnce();
  });

  it("that cannot be drawn is answered as well: somebody waits to free its bytes", async () => {
    const { host, endDrawing } = openHost();
    const over = host.drawFilm("a");
    endDrawing(Promise.reject(new Error("No decoder")));
    await expect(over).resolves.toBeUndefined();
  });
});

describe("its listener", () => {
  const request = { type: "convert", attachmentId: "a" };

  it("hears the extension's own worker", async () => {
    const { host, finish } = openHost();
    const { postMessage } = connect(host, request, { id: "own" });
    await settle();
    finish("a");
    await settle();
    expect(postMessage).toHaveBeenCalledWith({ ok: true, media: IMAGE });
  });

  it("tells nothing to a worker that has died meanwhile", async () => {
    const { host, finish } = openHost();
    const { postMessage, end } = connect(host, request, { id: "own" });
    await settle();
    end();
    finish("a");
    await settle();
    expect(postMessage).not.toHaveBeenCalled();
  });

  it.each([
    ["a web page's frame", request, { id: "own", tab: { id: 1 } }],
    ["another extension", request, { id: "other" }],
    ["a command for the worker", { type: "publish", postId: "p" }, { id: "own" }],
    ["nonsense", { type: "convert" }, { id: "own" }],
    ["nothing", null, { id: "own" }],
    ["what is meant for another listener", request, { id: "own" }, "other"],
  ])("lets %s pass", async (_name, message, sender, port = "hidden-page") => {
    const { host, begun } = openHost();
    connect(host, message, sender, port);
    await settle();
    expect(begun).toEqual([]);
  });
});
