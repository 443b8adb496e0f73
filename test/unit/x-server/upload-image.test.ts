import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { multipart } from "./api-client";
import { gifBytes, pngBytes } from "./media-samples";
import { status, uploadWhole } from "./upload-steps";
import { useXServer } from "./use-x-server";

describe("uploading an image in one call", () => {
  const x = useXServer();
  const send = (fields: Readonly<Record<string, string | Buffer>>) =>
    x.api.send("/2/media/upload", { token: x.token, body: multipart(fields) });

  it("keeps it byte for byte, from a multipart form", async () => {
    const media = pngBytes();
    const answer = await send({ media, media_category: "tweet_image" });
    expect(answer.status).toBe(200);
    const { data } = answer.json();
    expect(data).toMatchObject({
      media_key: `3_${data.id}`,
      size: 1000,
      expires_after_secs: 86_400,
      image: { image_type: "image/png", w: 640, h: 480 },
    });
    expect(data).not.toHaveProperty("processing_info");
    expect(data.id).toMatch(/^[0-9]{19}$/);
    expect(String(Number(data.id))).not.toBe(data.id);
    const stored = x.server.media(data.id);
    expect(stored?.sha256).toBe(createHash("sha256").update(media).digest("hex"));
    expect(stored?.bytes()?.equals(media)).toBe(true);
    expect(stored).toMatchObject({ state: "ready", segments: { 0: 1 }, mediaType: "image/png" });
    expect(x.server.log).toMatchObject([
      { operation: "uploadImage", status: 200, mediaId: data.id, outcome: "answered" },
    ]);
    expect(x.server.log[0]?.requestBytes).toBeGreaterThan(1000);
  });

  it("takes base64 in JSON", async () => {
    const media = gifBytes();
    const answer = await x.api.send("/2/media/upload", {
      token: x.token,
      json: {
        media: media.toString("base64"),
        media_category: "tweet_image",
        additional_owners: "12,34",
      },
    });
    const stored = x.server.media(answer.json().data.id);
    expect(stored?.bytes()?.equals(media)).toBe(true);
    expect(stored?.additionalOwners).toEqual(["12", "34"]);
  });

  it("has no status for it", async () => {
    const mediaId = await uploadWhole(x.api, x.token, pngBytes());
    const answer = await status(x.api, x.token, mediaId);
    expect([answer.status, answer.json().errors[0].message]).toEqual([
      400,
      "BadRequest: Not found",
    ]);
  });

  it.each([
    ["an unknown field", { media_type: "image/png" }, "$.media_type: is not defined"],
    ["an unknown category", { media_category: "picture" }, "$.media_category: does not have"],
    ["amplify_video", { media_category: "amplify_video" }, "$.media_category: does not have"],
    ["a video category", { media_category: "tweet_video" }, "must be uploaded in segments"],
    ["owners in the wrong form", { additional_owners: '["12"]' }, "$.additional_owners: does not"],
    ["no bytes", { media: Buffer.alloc(0) }, "File size must be between"],
    ["too many bytes", { media: pngBytes(5 * 1024 ** 2 + 1) }, "File size must be between"],
  ])("refuses %s", async (_what, change, message) => {
    const answer = await send({ media: pngBytes(), media_category: "tweet_image", ...change });
    expect(answer.status).toBe(400);
    expect(answer.json().errors[0].message).toContain(message);
  });

  it("refuses a call without a category, without bytes, and with bad base64", async () => {
    expect((await send({ media: pngBytes() })).text).toContain("$.media_category: is missing");
    expect((await send({ media_category: "tweet_image" })).text).toContain("$.media: is missing");
    const answer = await x.api.send("/2/media/upload", {
      token: x.token,
      json: { media: "not base64!", media_category: "tweet_image" },
    });
    expect(answer.text).toContain("$.media: is not valid base64");
  });

  it("refuses what is no image, in plain text", async () => {
    const answer = await send({
      media: Buffer.from("<!doctype html>"),
      media_category: "tweet_image",
    });
    expect([answer.status, answer.text]).toEqual([400, "media type unrecognized"]);
  });

  it("refuses the sunset command form", async () => {
    const answer = await x.api.send("/2/media/upload?command=INIT", {
      token: x.token,
      json: { total_bytes: 3 },
    });
    expect(answer.text).toContain("The query parameter [command] is not one of []");
  });

  it("refuses a file name that is not ASCII", async () => {
    const body = multipart({ media: pngBytes(), media_category: "tweet_image" });
    const renamed = Buffer.from(body.toString("latin1").replace('"blob"', '"é"'), "latin1");
    const answer = await x.api.send("/2/media/upload", { token: x.token, body: renamed });
    expect([answer.status, answer.json().errors[0].message]).toEqual([
      400,
      "The multipart body has a part with unusable headers.",
    ]);
  });

  it("answers 413 without a body to what no image could need", async () => {
    const answer = await send({
      media: Buffer.alloc(13 * 1024 ** 2),
      media_category: "tweet_image",
    });
    expect([answer.status, answer.text]).toEqual([413, ""]);
  });

  it("needs the scope media.write", async () => {
    const { accessToken } = x.server.issueGrant({ scopes: ["tweet.read", "users.read"] });
    const answer = await x.api.send("/2/media/upload", {
      token: accessToken,
      body: multipart({ media: pngBytes(), media_category: "tweet_image" }),
    });
    expect([answer.status, answer.json()]).toEqual([
      403,
      { title: "Forbidden", type: "about:blank", status: 403, detail: "Forbidden" },
    ]);
  });

  it("answers 429 when the window is spent, and again later", async () => {
    x.server.change({ rateLimits: { uploadImage: 1 }, rateLimitWindowMs: 60_000 });
    const fields = { media: pngBytes(), media_category: "tweet_image" };
    const first = await send(fields);
    expect(first.headers).toMatchObject({
      "x-rate-limit-limit": "1",
      "x-rate-limit-remaining": "0",
    });
    const resetSecs = Number(first.headers["x-rate-limit-reset"]) - Date.now() / 1000;
    expect(resetSecs).toBeGreaterThan(55);
    expect(resetSecs).toBeLessThan(65);
    const second = await send(fields);
    expect([second.status, second.json().title]).toEqual([429, "Too Many Requests"]);
    x.server.change({ rateLimits: {} });
    expect((await send(fields)).status).toBe(200);
  });
});
