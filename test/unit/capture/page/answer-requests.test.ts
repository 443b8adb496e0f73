import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answerRequests } from "../../../../lib/capture/page/answer-requests";
import type { ExtensionApi } from "../../../../lib/capture/page/extension-api";
import type { PageReply, PageRequest } from "../../../../lib/capture/page/page-messages";

type Listener = Parameters<ExtensionApi["runtime"]["onMessage"]["addListener"]>[0];

let listeners: Listener[];
let version = 0;

beforeEach(() => {
  listeners = [];
  // Each test is a frame of its own: what marks a frame stays in it.
  version += 1;
  vi.stubGlobal("chrome", {
    runtime: {
      sendMessage: () => Promise.reject(new Error("Nobody listens")),
      getManifest: () => ({ version: `1.${version}` }),
      onMessage: { addListener: (listener: Listener) => listeners.push(listener) },
    },
  } satisfies ExtensionApi);
});

afterEach(() => vi.unstubAllGlobals());

/** What the script answers; `none` when it takes no notice. */
function ask(message: unknown): Promise<PageReply | "none"> {
  return new Promise((resolve) => {
    const isTaken = listeners.some((listener) => listener(message, {}, resolve));
    if (!isTaken) resolve("none");
  });
}

describe("the script in a page", () => {
  it("installs itself once, however often it is injected", () => {
    answerRequests();
    answerRequests();
    expect(listeners).toHaveLength(1);
  });

  it("of a later version of the extension installs itself beside the older one", () => {
    answerRequests();
    version += 1;
    answerRequests();
    expect(listeners).toHaveLength(2);
  });

  it("does not take an element of the page for its mark", () => {
    vi.stubGlobal("page-script", { nodeName: "IMG" });
    answerRequests();
    expect(listeners).toHaveLength(1);
  });

  it("answers a request with its answer", async () => {
    answerRequests();
    expect(await ask({ type: "look-up", key: "of another page" } satisfies PageRequest)).toEqual({
      ok: true,
      answer: null,
    });
  });

  it("answers what it cannot do with the error's name", async () => {
    answerRequests();
    // There is no document here.
    const bounds = { maxElements: 1, maxFound: 1, maxMs: 1 };
    expect(await ask({ type: "scan", bounds } satisfies PageRequest)).toEqual({
      ok: false,
      errorName: "ReferenceError",
    });
  });

  it.each([null, "scan", 5, {}, { type: "capture-part" }, { type: "convert" }])(
    "takes no notice of %j",
    async (message) => {
      answerRequests();
      expect(await ask(message)).toBe("none");
    },
  );
});
