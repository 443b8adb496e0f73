import { X509Certificate } from "node:crypto";
import { request } from "node:https";
import { describe, expect, it } from "vitest";
import { useXServer } from "./use-x-server";

describe("the wire", () => {
  const x = useXServer();

  it("answers over HTTP/2", async () => {
    const answer = await x.api.send("/2/users/me", { token: x.token });
    expect(answer.status).toBe(200);
    expect(answer.headers["api-version"]).toBe("2.167");
    expect(answer.headers["x-transaction-id"]).toMatch(/^[0-9a-f]{16}$/);
  });

  it("answers over HTTP/1.1 at the same port", async () => {
    const body = await new Promise<string>((resolve, reject) => {
      const outgoing = request(`${x.server.origin}/2/users/me`, {
        ca: x.server.certificatePem,
        servername: "x.com",
        headers: { authorization: `Bearer ${x.token}` },
      });
      outgoing.on("error", reject);
      outgoing.on("response", (incoming) => {
        expect(incoming.httpVersion).toBe("1.1");
        let text = "";
        incoming.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
        incoming.on("end", () => resolve(text));
      });
      outgoing.end();
    });
    expect(JSON.parse(body).data.username).toBe("local_account");
  });

  it("breaks the connection of an HTTP/1.1 request when a reset is ordered", async () => {
    x.server.addFault({ match: { operation: "createPost" }, effect: { kind: "resetAfter" } });
    const failure = await new Promise<NodeJS.ErrnoException>((resolve, reject) => {
      const outgoing = request(`${x.server.origin}/2/tweets`, {
        method: "POST",
        ca: x.server.certificatePem,
        headers: { authorization: `Bearer ${x.token}`, "content-type": "application/json" },
      });
      outgoing.on("error", resolve);
      outgoing.on("response", () => reject(new Error("An answer came.")));
      outgoing.end('{"text":"Look"}');
    });
    expect(failure.code).toBe("ECONNRESET");
    expect(x.server.posts).toHaveLength(1);
  });

  it("has a certificate for both hosts and the loopback address", () => {
    const names = new X509Certificate(x.server.certificatePem).subjectAltName;
    expect(names).toBe("DNS:api.x.com, DNS:x.com, DNS:localhost, IP Address:127.0.0.1");
  });

  it("sends no CORS header, whoever asks", async () => {
    const answer = await x.api.send("/2/users/me", {
      token: x.token,
      headers: { origin: "https://example.com" },
    });
    const cors = Object.keys(answer.headers).filter((name) => name.startsWith("access-control"));
    expect(cors).toEqual([]);
  });

  it("answers an unknown address with 404 and logs it as unknown", async () => {
    const answer = await x.api.send("/2/nowhere?secret=1", { token: x.token });
    expect(answer.status).toBe(404);
    expect(x.server.log).toMatchObject([
      { operation: "unknown", method: "GET", path: "/2/nowhere", status: 404 },
    ]);
  });

  it("keeps tokens and queries out of the log", async () => {
    await x.api.send("/2/users/me?user.fields=username", { token: x.token });
    const logged = JSON.stringify(x.server.log);
    expect(logged).not.toContain(x.token);
    expect(logged).not.toContain("user.fields");
  });

  it("rejects a wait for a request that does not come, and says what came", async () => {
    await x.api.send("/2/users/me", { token: x.token });
    const waiting = x.server.waitForLog(({ operation }) => operation === "createPost", 20);
    await expect(waiting).rejects.toThrow("Seen: me 200");
  });
});
