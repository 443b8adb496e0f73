import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** A SOCKS5 proxy on a loopback port that leads named hosts to servers on this machine. */
export interface LoopbackProxy {
  readonly port: number;
  /** `host:port` of every connection that was refused, in the order in which they came. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

/** No authentication, and the answers to a request. Source: RFC 1928. */
const NO_AUTHENTICATION = Buffer.from([5, 0]);
const CONNECTED = Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
const UNREACHABLE = Buffer.from([5, 4, 0, 1, 0, 0, 0, 0, 0, 0]);

/**
 * Starts the proxy. Firefox has no `--host-resolver-rules`: what it asks this proxy for goes to the port
 * on 127.0.0.1 that `resolve` names, and nowhere else.
 */
export async function startLoopbackProxy(
  resolve: Readonly<Record<string, number>>,
): Promise<LoopbackProxy> {
  const refused: string[] = [];
  const sockets = new Set<Socket>();
  const track = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // A browser drops connections as it likes; what that means is seen by whoever waits for an answer.
    socket.on("error", () => socket.destroy());
    return socket;
  };

  const server = createServer((client) => {
    track(client);
    client.once("data", () => {
      client.write(NO_AUTHENTICATION);
      client.once("data", (request: Buffer) => {
        const target = readTarget(request);
        const port = resolve[target];
        if (port === undefined) {
          refused.push(target);
          client.end(UNREACHABLE);
          return;
        }
        const upstream = track(
          connect(port, "127.0.0.1", () => {
            client.write(CONNECTED);
            client.pipe(upstream).pipe(client);
          }),
        );
        upstream.on("close", () => client.destroy());
        client.on("close", () => upstream.destroy());
      });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    port: (server.address() as AddressInfo).port,
    refused,
    async close() {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Reads `host:port` of a CONNECT request by name; an address in numbers comes back in its four parts. */
function readTarget(request: Buffer): string {
  const BY_NAME = 3;
  const host =
    request[3] === BY_NAME
      ? request.subarray(5, 5 + (request[4] ?? 0)).toString("latin1")
      : [...request.subarray(4, -2)].join(".");
  return `${host}:${request.readUInt16BE(request.length - 2)}`;
}
