import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { startLoopbackProxy } from "../../browser/harness/loopback-proxy";

const closings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closings.splice(0)) await close();
});

/** A SOCKS5 request for a host by its name, port 443. */
function requestFor(host: string): Buffer {
  return Buffer.concat([
    Buffer.from([5, 1, 0, 3, host.length]),
    Buffer.from(host),
    Buffer.from([1, 187]),
  ]);
}

async function read(socket: Socket): Promise<Buffer> {
  const [data] = (await once(socket, "data")) as [Buffer];
  return data;
}

async function startWorld() {
  const server = createServer((socket) => socket.end("hello"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const proxy = await startLoopbackProxy({ "api.x.com:443": port });
  closings.push(proxy.close, async () => void server.close());
  const client = connect(proxy.port, "127.0.0.1");
  client.write(Buffer.from([5, 1, 0]));
  expect([...(await read(client))]).toEqual([5, 0]);
  return { proxy, client };
}

describe("the proxy that stands between Firefox and the network", () => {
  it("leads a known host to its server on this machine", async () => {
    const { client } = await startWorld();
    client.write(requestFor("api.x.com"));
    const chunks: Buffer[] = [];
    for await (const chunk of client) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).subarray(10).toString()).toBe("hello");
  });

  it("refuses every other, and remembers it", async () => {
    const { client, proxy } = await startWorld();
    client.write(requestFor("example.com"));
    expect((await read(client))[1]).not.toBe(0);
    expect(proxy.refused).toEqual(["example.com:443"]);
  });
});
