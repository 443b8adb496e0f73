import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { expectParts, type PartReceiver } from "../../../lib/capture/bytes/expected-parts";
import { createMessageListener } from "../../../lib/commands/receive-message";
import type { Command, MessageSender } from "../../../lib/messages";

const OWN_ID = "abcdefghijklmnopabcdefghijklmnop";
const OWN_ORIGIN = `chrome-extension://${OWN_ID}`;

vi.mock("wxt/browser", () => ({
  browser: {
    runtime: {
      id: "abcdefghijklmnopabcdefghijklmnop",
      getURL: (path: string) => `chrome-extension://abcdefghijklmnopabcdefghijklmnop${path}`,
    },
  },
}));

const POPUP: MessageSender = { id: OWN_ID, url: `${OWN_ORIGIN}/popup.html` };
const PAGE: MessageSender = { id: OWN_ID, url: "https://evil.test/", tab: { id: 5 }, frameId: 2 };

const handled: Command[] = [];
let listener: ReturnType<typeof createMessageListener>;

beforeEach(() => {
  handled.length = 0;
  listener = createMessageListener((command) => {
    handled.push(command);
    return Promise.resolve({ ok: true, value: undefined });
  });
});

afterEach(() => vi.restoreAllMocks());

/** The answer to a message; `ignored` when the listener does not answer at all. */
function send(message: unknown, sender: MessageSender): Promise<unknown> {
  return new Promise((resolve) => {
    if (!listener(message, sender, resolve)) resolve("ignored");
  });
}

const PUBLISH: Command = { type: "publish", postId: "post" };
const REFUSED = { goOn: false };

describe("a command", () => {
  it.each(["/popup.html", "/options.html", "/popup.html?tab=1#x"])(
    "from our own page %s is carried out",
    async (path) => {
      expect(await send(PUBLISH, { id: OWN_ID, url: OWN_ORIGIN + path })).toEqual({ ok: true });
      expect(handled).toEqual([PUBLISH]);
    },
  );

  it.each<[string, MessageSender]>([
    ["a web page's frame", PAGE],
    ["a frame without an address of its own", { ...PAGE, url: "about:blank" }],
    ["a document inside an attribute", { ...PAGE, url: "about:srcdoc" }],
    ["a data: frame", { ...PAGE, url: "data:text/html,x" }],
    ["a sandboxed file", { ...PAGE, url: "file:///home/x.html" }],
    ["a look-alike", { ...PAGE, url: `https://${OWN_ID}/popup.html` }],
    ["another extension's page", { ...PAGE, url: "chrome-extension://other/popup.html" }],
    ["an extension whose id begins like ours", { ...PAGE, url: `${OWN_ORIGIN}x/popup.html` }],
    ["nowhere", { id: OWN_ID, tab: { id: 5 }, frameId: 0 }],
    ["an address that is none", { ...PAGE, url: "" }],
  ])("from %s is not carried out", async (_name, sender) => {
    expect(await send(PUBLISH, sender)).toEqual(REFUSED);
    expect(handled).toEqual([]);
  });

  it("from another extension is not even answered", async () => {
    expect(await send(PUBLISH, { ...POPUP, id: "another" })).toBe("ignored");
    expect(await send(PUBLISH, {})).toBe("ignored");
    expect(handled).toEqual([]);
  });

  it.each([null, undefined, 5, "publish", [], {}, { type: 5 }])(
    "that is none (%j) is refused",
    async (message) => {
      expect(await send(message, POPUP)).toMatchObject({ ok: false });
      expect(handled).toEqual([]);
    },
  );
});

describe("the page that has sent a command", () => {
  it("is answered, too, where carrying it out throws", async () => {
    listener = createMessageListener(() => Promise.reject(new RangeError("Too far")));
    expect(await send(PUBLISH, POPUP)).toMatchObject({
      ok: false,
      error: { code: "unexpected", details: { name: "RangeError" } },
    });
  });
});

describe("a part of a capture", () => {
  const part = (ticket: string, change: object = {}) => ({
    type: "capture-part",
    ticket,
    index: 0,
    blob: new Blob(["abc"]),
    answer: { httpStatus: 200, headers: [["content-length", "3"]] },
    isLast: false,
    ...change,
  });
  const receive = vi.fn<PartReceiver>(() => Promise.resolve(true));

  beforeEach(() => receive.mockClear());

  it("is taken from the frame that was asked, with its ticket", async () => {
    const answer = expectParts(5, 2, receive);
    expect(await send(part(answer.ticket), PAGE)).toEqual({ goOn: true });
    expect(await receive.mock.calls[0]?.[0].blob.text()).toBe("abc");
    answer.close();
  });

  it.each<[string, MessageSender]>([
    ["another frame", { ...PAGE, frameId: 0 }],
    ["another tab", { ...PAGE, tab: { id: 6 } }],
    ["no tab", { id: OWN_ID, url: "https://evil.test/" }],
    ["no frame", { id: OWN_ID, url: "https://evil.test/", tab: { id: 5 } }],
  ])("from %s is refused", async (_name, sender) => {
    const answer = expectParts(5, 2, receive);
    expect(await send(part(answer.ticket), sender)).toEqual(REFUSED);
    expect(receive).not.toHaveBeenCalled();
    answer.close();
  });

  it("with another ticket, or for a capture that is over, is refused", async () => {
    const answer = expectParts(5, 2, receive);
    expect(await send(part("guessed"), PAGE)).toEqual(REFUSED);
    answer.close();
    expect(await send(part(answer.ticket), PAGE)).toEqual(REFUSED);
    expect(receive).not.toHaveBeenCalled();
  });

  it("of another shape is refused", async () => {
    const answer = expectParts(5, 2, receive);
    for (const change of [
      { type: "capture" },
      { blob: "abc" },
      { blob: null },
      { blob: { size: 3 } },
      { index: "0" },
      { answer: undefined },
      { answer: "200" },
      { answer: { httpStatus: "200", headers: [] } },
      { answer: { httpStatus: 200, headers: {} } },
      { answer: { httpStatus: 200, headers: [["content-length"]] } },
      { answer: { httpStatus: 200, headers: [["content-length", 3]] } },
      { ticket: 5 },
    ]) {
      expect(await send(part(answer.ticket, change), PAGE)).toEqual(REFUSED);
    }
    expect(await send(null, PAGE)).toEqual(REFUSED);
    expect(receive).not.toHaveBeenCalled();
    answer.close();
  });

  it("that cannot be taken tells the page to stop", async () => {
    const failing = expectParts(5, 2, () => Promise.reject(new Error("Disk full")));
    expect(await send(part(failing.ticket), PAGE)).toEqual(REFUSED);
    failing.close();
    const unwanted = expectParts(5, 2, () => Promise.resolve(false));
    expect(await send(part(unwanted.ticket), PAGE)).toEqual(REFUSED);
    unwanted.close();
  });

  it("never becomes a command", async () => {
    const answer = expectParts(5, 2, receive);
    await send({ ...part(answer.ticket), type: "publish", postId: "post" }, PAGE);
    expect(handled).toEqual([]);
    answer.close();
  });
});
