import { describe, expect, it } from "vitest";
import { forbidNetwork } from "../../../lib/convert/without-network";

const scopeOf = () => {
  const asked: string[] = [];
  const scope = {
    location: { origin: "chrome-extension://own" },
    fetch: (input: RequestInfo | URL) => {
      asked.push(String(input instanceof Request ? input.url : input));
      return Promise.resolve(new Response("ok"));
    },
    WebSocket: () => undefined,
    XMLHttpRequest: () => undefined,
  };
  return { scope, asked };
};

describe("a worker that reads the bytes of strangers", () => {
  it.each(["/heif.wasm", "chrome-extension://own/jxl.wasm"])(
    "still reads the extension's own %s",
    async (url) => {
      const { scope, asked } = scopeOf();
      forbidNetwork(scope);
      expect(await (await scope.fetch(url)).text()).toBe("ok");
      expect(asked).toHaveLength(1);
    },
  );

  it.each([
    "https://example.com/",
    "http://127.0.0.1/",
    "//example.com/a",
    "chrome-extension://other/a",
    "data:text/plain,a",
    "file:///etc/hosts",
  ])("cannot fetch %s", async (url) => {
    const { scope, asked } = scopeOf();
    forbidNetwork(scope);
    await expect(scope.fetch(url)).rejects.toThrow("No network in here");
    expect(asked).toEqual([]);
  });

  it("has no other way out, and none comes back by assignment", () => {
    const { scope } = scopeOf();
    forbidNetwork(scope);
    expect([scope.WebSocket, scope.XMLHttpRequest]).toEqual([undefined, undefined]);
    expect(() => Object.assign(scope, { WebSocket: () => undefined })).toThrow(TypeError);
  });
});
