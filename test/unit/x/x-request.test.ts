import { afterEach, describe, expect, it, vi } from "vitest";
import { type JobError, JobFailure } from "../../../lib/errors/job-error";
import { requestX, type XRequest } from "../../../lib/x/x-request";
import { doubtedX, json, never, noAnswer, NOW_MS, scriptedX } from "./scripted-x";

const REQUEST: XRequest = {
  method: "POST",
  path: "/2/tweets",
  body: { json: { text: "Hello" } },
  stage: "post",
  signal: never,
  overdue: 60_000,
};

const unauthorized = () => json({ title: "Unauthorized", status: 401 }, 401);

async function failureOf(promise: Promise<unknown>): Promise<JobError> {
  const failure = await promise.catch((error: unknown) => error);
  if (failure instanceof JobFailure) return failure.error;
  throw new Error("Expected a JobFailure", { cause: failure });
}

afterEach(() => vi.restoreAllMocks());

describe("a call of the X API", () => {
  it("carries the token, and nothing of the browser's own sign-in at X", async () => {
    const { connection, calls } = scriptedX(json({ data: { id: "1" } }, 201));
    expect(await requestX(connection, REQUEST)).toEqual({ data: { id: "1" } });
    expect(calls[0]).toMatchObject({
      url: "https://api.x.com/2/tweets",
      method: "POST",
      init: { credentials: "omit", cache: "no-store", redirect: "error", body: '{"text":"Hello"}' },
    });
    expect(calls[0]?.headers.get("authorization")).toBe("Bearer token-1");
    expect(calls[0]?.headers.get("content-type")).toBe("application/json");
  });

  it("leaves the content type of a form to the browser, which knows the boundary", async () => {
    const { connection, calls } = scriptedX(json({}));
    await requestX(connection, { ...REQUEST, body: { form: new FormData() } });
    expect(calls[0]?.headers.has("content-type")).toBe(false);
  });

  it.each([
    ["an empty 204", new Response(null, { status: 204 })],
    ["an empty 200", new Response("")],
    ["a success that is not JSON", new Response("OK")],
    ["a success that is cut", new Response('{"data":{"id":"1')],
    ["a success that is no object", json(["1"])],
  ])("takes %s as done, with nothing said", async (_name, answer) => {
    expect(await requestX(scriptedX(answer).connection, REQUEST)).toEqual({});
  });

  it("is repeated once with a new token after a 401", async () => {
    const { connection, calls, refused } = scriptedX(unauthorized(), json({ data: {} }));
    await requestX(connection, REQUEST);
    expect(refused).toEqual(["token-1"]);
    expect(calls.map((call) => call.headers.get("authorization"))).toEqual([
      "Bearer token-1",
      "Bearer token-2",
    ]);
    expect(calls[1]?.init.body).toBe(calls[0]?.init.body);
  });

  it("is not repeated again when X refuses the new token too: one such answer ends no sign-in", async () => {
    const { connection, calls, refused } = scriptedX(unauthorized(), unauthorized());
    expect(await failureOf(requestX(connection, REQUEST))).toMatchObject({
      code: "token-refused",
      retryAtMs: NOW_MS + 300_000,
    });
    expect(calls).toHaveLength(2);
    expect(refused).toEqual(["token-1", "token-2", "noted"]);
  });

  it("whose renewed token X has refused some time before, too, says that the sign-in is worth nothing", async () => {
    const { connection, refused } = doubtedX(unauthorized(), unauthorized());
    expect(await failureOf(requestX(connection, REQUEST))).toMatchObject({ code: "signed-out" });
    expect(refused).toEqual(["token-1", "token-2", "lost"]);
  });

  it("is repeated once with a new token when X takes a good one for another kind, as it does now and then", async () => {
    const mistaken = () =>
      json(
        {
          title: "Unsupported Authentication",
          detail: "Authenticating with Unknown is forbidden for this endpoint.",
          type: "https://api.twitter.com/2/problems/unsupported-authentication",
          status: 403,
        },
        403,
      );
    const once = scriptedX(mistaken(), json({ data: { id: "1" } }, 201));
    expect(await requestX(once.connection, REQUEST)).toEqual({ data: { id: "1" } });
    expect(once.refused).toEqual(["token-1"]);
    const twice = scriptedX(mistaken(), mistaken());
    expect(await failureOf(requestX(twice.connection, REQUEST))).toMatchObject({
      code: "token-refused",
    });
    expect(twice.calls).toHaveLength(2);
  });

  it.each([400, 401, 402, 403, 404, 503])(
    "answered by the edge's page with %i says nothing about token, app or request",
    async (status) => {
      const page = new Response(
        "<!DOCTYPE html><html><h1>Sorry, you have been blocked</h1></html>",
        {
          status,
          headers: { "content-type": "text/html; charset=UTF-8", server: "cloudflare" },
        },
      );
      const { connection, calls, refused } = scriptedX(page);
      expect(await failureOf(requestX(connection, REQUEST))).toMatchObject({
        code: "x-unavailable",
      });
      expect([calls.length, refused]).toEqual([1, []]);
    },
  );

  it("keeps the sign-in over every other refusal", async () => {
    for (const status of [400, 402, 403, 404, 413, 429, 500, 503]) {
      const { connection, calls, refused } = scriptedX(json({}, status));
      expect((await failureOf(requestX(connection, REQUEST))).code).not.toBe("signed-out");
      expect([calls.length, refused]).toEqual([1, []]);
    }
  });

  it("without an answer is the network's failure", async () => {
    const error = await failureOf(requestX(scriptedX(noAnswer).connection, REQUEST));
    expect(error).toMatchObject({ code: "network", stage: "post", details: { name: "TypeError" } });
  });

  it("that takes too long is the network's failure", async () => {
    const timer = new AbortController();
    const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(timer.signal);
    const { connection } = scriptedX(({ init }) => {
      const silence = new Promise<Response>((_, reject) => {
        init.signal?.addEventListener("abort", () => reject(init.signal?.reason as Error));
      });
      timer.abort(new DOMException("Timed out", "TimeoutError"));
      return silence;
    });
    const error = await failureOf(requestX(connection, { ...REQUEST, overdue: 777 }));
    expect(timeout).toHaveBeenCalledWith(777);
    expect(error).toMatchObject({ code: "network", details: { name: "TimeoutError" } });
  });

  it("whose answer breaks off is the network's failure", async () => {
    const broken = new ReadableStream({
      start: (controller) => controller.error(new TypeError("terminated")),
    });
    const { connection } = scriptedX(new Response(broken));
    expect(await failureOf(requestX(connection, REQUEST))).toMatchObject({ code: "network" });
  });

  it("that was aborted ends with the abort's own reason, not as a failure", async () => {
    const abort = new AbortController();
    const { connection } = scriptedX(() => {
      abort.abort(new Error("Cancelled by the person"));
      throw new DOMException("Aborted", "AbortError");
    });
    const request = requestX(connection, { ...REQUEST, signal: abort.signal });
    await expect(request).rejects.toThrow("Cancelled by the person");
  });

  it("whose stored bytes have vanished says so", async () => {
    for (const name of ["NotReadableError", "NotFoundError"]) {
      const { connection } = scriptedX(() => {
        throw new DOMException("", name);
      });
      expect(await failureOf(requestX(connection, REQUEST))).toMatchObject({ code: "bytes-gone" });
    }
  });
});
