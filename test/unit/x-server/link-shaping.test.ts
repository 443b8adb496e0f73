import { describe, expect, it } from "vitest";
import { connectApi } from "./api-client";
import { append, initialize } from "./upload-steps";
import { useXServer } from "./use-x-server";

describe("a slow link", () => {
  const x = useXServer();

  it("delays each answer by the latency", async () => {
    x.server.change({ latencyMs: 60 });
    const startMs = performance.now();
    await x.api.send("/2/users/me", { token: x.token });
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(59);
  });

  it("lets bodies through at the ordered bandwidth, shared by all connections", async () => {
    const { id } = (await initialize(x.api, x.token, {})).json().data;
    const other = connectApi(x.server);
    await other.send("/2/users/me", { token: x.token });
    const bandwidthBitsPerSecond = 40_000_000;
    x.server.change({ bandwidthBitsPerSecond });
    const segment = Buffer.alloc(1_500_000);
    const startMs = performance.now();
    await Promise.all([
      append(x.api, x.token, id, 0, segment),
      append(other, x.token, id, 1, segment),
    ]);
    const tookMs = performance.now() - startMs;
    other.close();
    const expectedMs = (2 * segment.length * 8 * 1000) / bandwidthBitsPerSecond;
    expect(tookMs / expectedMs).toBeGreaterThan(0.85);
    // A busy machine may take longer.
    expect(tookMs / expectedMs).toBeLessThan(3);
  });

  it("logs a body that breaks off, with what had arrived", async () => {
    const { id } = (await initialize(x.api, x.token, {})).json().data;
    x.server.change({ bandwidthBitsPerSecond: 4_000_000 });
    const giveUp = new AbortController();
    const upload = x.api.send(`/2/media/upload/${id}/append`, {
      token: x.token,
      body: Buffer.alloc(2_000_000),
      signal: giveUp.signal,
    });
    await expect.poll(() => x.server.log[1]?.requestBytes, { interval: 5 }).toBeGreaterThan(0);
    giveUp.abort();
    await expect(upload).rejects.toThrow("aborted");
    const entry = await x.server.waitForLog(({ outcome }) => outcome === "aborted");
    expect(entry.requestBytes).toBeLessThan(2_000_000);
    expect(x.server.media(id)?.segments).toEqual({});
  });
});
