import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { gifBytes, mp4Bytes, pngBytes } from "./media-samples";
import { append, finalize, initialize, status, uploadInSegments } from "./upload-steps";
import { useXServer } from "./use-x-server";
import { multipart } from "./api-client";

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

describe("uploading in segments", () => {
  const x = useXServer({
    processing: [
      { state: "pending", lastsMs: 60, checkAfterSecs: 1, progressPercent: 0 },
      { state: "in_progress", lastsMs: 60, checkAfterSecs: 1, progressPercent: 50 },
      { state: "succeeded", progressPercent: 100 },
    ],
  });

  async function begin(fields: Readonly<Record<string, unknown>> = {}): Promise<string> {
    return (await initialize(x.api, x.token, fields)).json().data.id;
  }

  it("keeps a video byte for byte and processes it by the server's clock", async () => {
    const media = mp4Bytes();
    const mediaId = await begin();
    expect(x.server.media(mediaId)).toMatchObject({ state: "uploading", key: `7_${mediaId}` });
    for (const index of [2, 0, 1]) {
      const segment = media.subarray(index * 1000, (index + 1) * 1000);
      const answer = await append(x.api, x.token, mediaId, index, segment);
      expect(answer.status).toBe(200);
      expect(answer.json().data.expires_at).toBeGreaterThan(Date.now() / 1000 + 86_000);
    }
    const finalized = (await finalize(x.api, x.token, mediaId)).json().data;
    expect(finalized).toMatchObject({
      id: mediaId,
      size: 3000,
      processing_info: { state: "pending", check_after_secs: 1, progress_percent: 0 },
    });
    expect(x.server.media(mediaId)).toMatchObject({
      sha256: sha256(media),
      state: "processing",
      segments: { 0: 1, 1: 1, 2: 1 },
    });
    await expect
      .poll(async () => (await status(x.api, x.token, mediaId)).json().data.processing_info, {
        interval: 10,
      })
      .toEqual({ state: "in_progress", check_after_secs: 1, progress_percent: 50 });
    await expect
      .poll(async () => (await status(x.api, x.token, mediaId)).json().data.processing_info, {
        interval: 10,
      })
      .toEqual({ state: "succeeded", progress_percent: 100 });
    expect(x.server.media(mediaId)?.state).toBe("ready");
    expect(x.server.log.map(({ operation }) => operation).slice(0, 5)).toEqual([
      "initialize",
      "append",
      "append",
      "append",
      "finalize",
    ]);
    expect(x.server.log[1]).toMatchObject({ segmentIndex: 2, mediaId });
  });

  it("flags a poll that comes before check_after_secs, and no other", async () => {
    x.server.change({
      processing: [
        { state: "pending", lastsMs: 5, checkAfterSecs: 30 },
        { state: "in_progress", checkAfterSecs: 0 },
      ],
    });
    const mediaId = await uploadInSegments(x.api, x.token, mp4Bytes());
    await expect
      .poll(async () => (await status(x.api, x.token, mediaId)).json().data.processing_info, {
        interval: 10,
      })
      .toEqual({ state: "in_progress", check_after_secs: 0 });
    await status(x.api, x.token, mediaId);
    const polls = x.server.log.filter(({ operation }) => operation === "status");
    expect(polls[0]).toMatchObject({ early: true });
    expect(polls.at(-1)?.early).toBeUndefined();
    expect(polls.at(-1)).toMatchObject({ checkAfterSecs: 0, mediaId });
  });

  it.each([
    ["tweet_gif", "image/gif", gifBytes(), "16_"],
    ["amplify_video", "video/quicktime", mp4Bytes(), "13_"],
    ["tweet_video", "video/webm", Buffer.from("1a45dfa3".padEnd(64, "0"), "hex"), "7_"],
  ])("takes %s of type %s", async (media_category, media_type, media, keyPrefix) => {
    const mediaId = await uploadInSegments(x.api, x.token, media, { media_category, media_type });
    expect(x.server.media(mediaId)?.key).toBe(`${keyPrefix}${mediaId}`);
    await expect.poll(() => x.server.media(mediaId)?.state).toBe("ready");
  });

  it("has an image ready at once, without processing", async () => {
    const mediaId = await uploadInSegments(x.api, x.token, pngBytes(), {
      media_category: "tweet_image",
      media_type: "image/png",
    });
    expect((await finalize(x.api, x.token, mediaId)).json().data).not.toHaveProperty(
      "processing_info",
    );
    expect((await status(x.api, x.token, mediaId)).status).toBe(400);
  });

  it("ends in failure for bytes that do not fit the category", async () => {
    const mediaId = await uploadInSegments(x.api, x.token, pngBytes());
    await expect
      .poll(async () => (await status(x.api, x.token, mediaId)).json().data.processing_info)
      .toMatchObject({ state: "failed", error: { code: 1, name: "InvalidMedia" } });
    expect(x.server.media(mediaId)?.state).toBe("failed");
  });

  it("processes as ordered: unknown states, errors while in progress", async () => {
    const error = { code: 3, name: "UnsupportedMedia", message: "Too long." };
    x.server.change({ processing: [{ state: "thinking" }] });
    const mediaId = await uploadInSegments(x.api, x.token, mp4Bytes());
    const info = async () => (await status(x.api, x.token, mediaId)).json().data.processing_info;
    expect(await info()).toEqual({ state: "thinking" });
    x.server.changeProcessing(mediaId, [{ state: "in_progress", progressPercent: 99, error }]);
    expect(await info()).toEqual({ state: "in_progress", progress_percent: 99, error });
    expect(x.server.media(mediaId)?.state).toBe("failed");
  });

  it.each([
    ["an unknown field", { name: "x" }, "$.name: is not defined"],
    ["a wrong type", { total_bytes: "3000" }, "$.total_bytes: string found, integer expected"],
    ["an unknown category", { media_category: "video" }, "$.media_category: does not have"],
    ["an unlisted type", { media_type: "application/octet-stream" }, "$.media_type: does not have"],
    ["a type of another category", { media_type: "image/png" }, "does not fit media_category"],
    ["owners as one string", { additional_owners: "12" }, "string found, array expected"],
    ["no bytes", { total_bytes: 0 }, "total_bytes must be between 1 and 8589934592"],
    ["a file over the limit", { total_bytes: 8 * 1024 ** 3 + 1 }, "total_bytes must be between"],
    ["a flag that is none", { shared: "yes" }, "$.shared: string found, boolean expected"],
  ])("refuses to begin with %s", async (_what, change, message) => {
    const answer = await initialize(x.api, x.token, change);
    expect(answer.status).toBe(400);
    expect(answer.json().errors[0].message).toContain(message);
  });

  it("begins in JSON only", async () => {
    const answer = await x.api.send("/2/media/upload/initialize", {
      token: x.token,
      body: multipart({ media_type: "video/mp4" }),
    });
    expect(answer.status).toBe(415);
  });

  it.each([
    ["-1", "must have a minimum value of 0"],
    ["1000", "must have a maximum value of 999"],
    ["1.5", "string found, integer expected"],
  ])("refuses segment %s", async (index, message) => {
    const answer = await x.api.send(`/2/media/upload/${await begin()}/append`, {
      token: x.token,
      body: multipart({ media: Buffer.from("x"), segment_index: index }),
    });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(message)]);
  });

  it("takes a segment as base64 in JSON, but no index as text there", async () => {
    const mediaId = await begin();
    const send = (segment_index: unknown) =>
      x.api.send(`/2/media/upload/${mediaId}/append`, {
        token: x.token,
        json: { media: "AAAA", segment_index },
      });
    expect((await send(0)).status).toBe(200);
    expect((await send("1")).status).toBe(400);
    expect(x.server.media(mediaId)?.bytes()).toEqual(Buffer.alloc(3));
  });

  it("answers a bare 413 to a segment that is too large", async () => {
    x.server.change({ maxSegmentBytes: 100 });
    const answer = await append(x.api, x.token, await begin(), 0, Buffer.alloc(101));
    expect([answer.status, answer.text]).toEqual([413, ""]);
  });

  it("replaces a segment that comes again", async () => {
    const media = mp4Bytes(2000);
    const mediaId = await begin({ total_bytes: 2000 });
    await append(x.api, x.token, mediaId, 0, Buffer.alloc(999));
    await append(x.api, x.token, mediaId, 1, media.subarray(1000));
    await append(x.api, x.token, mediaId, 0, media.subarray(0, 1000));
    expect((await finalize(x.api, x.token, mediaId)).status).toBe(200);
    expect(x.server.media(mediaId)).toMatchObject({
      sha256: sha256(media),
      segments: { 0: 2, 1: 1 },
    });
  });

  it.each([
    ["missing", []],
    ["gappy", [0, 2, 3]],
    ["too few", [0, 1]],
    ["too many", [0, 1, 2, 3]],
  ])("refuses to end with %s segments, and goes on after", async (_what, indexes) => {
    const mediaId = await begin();
    const media = mp4Bytes();
    for (const index of indexes) await append(x.api, x.token, mediaId, index, Buffer.alloc(1000));
    const answer = await finalize(x.api, x.token, mediaId);
    expect([answer.status, answer.json().errors[0].message]).toEqual([
      400,
      "Segments do not add up to provided total file size.",
    ]);
    expect((await append(x.api, x.token, mediaId, 0, media)).status).toBe(200);
  });

  it("takes no body at the end, answers twice, and no segment after", async () => {
    const mediaId = await uploadInSegments(x.api, x.token, mp4Bytes());
    expect((await finalize(x.api, x.token, mediaId)).status).toBe(200);
    const withBody = await x.api.send(`/2/media/upload/${mediaId}/finalize`, {
      token: x.token,
      json: { media_id: mediaId },
    });
    expect(withBody.status).toBe(400);
    expect((await append(x.api, x.token, mediaId, 0, Buffer.alloc(1))).status).toBe(400);
  });

  it("knows only the person's own, unexpired media", async () => {
    const answers = async (mediaId: string) => [
      (await append(x.api, x.token, mediaId, 0, Buffer.alloc(1))).json().errors[0].message,
      (await finalize(x.api, x.token, mediaId)).json().errors[0].message,
      (await status(x.api, x.token, mediaId)).json().errors[0].message,
    ];
    const notFound = Array.from({ length: 3 }, () => "BadRequest: Not found");
    expect(await answers("123")).toEqual(notFound);
    x.server.change({ mediaLifetimeSecs: 0 });
    expect(await answers(await begin())).toEqual(notFound);
  });

  it("hashes without keeping bytes when told so", async () => {
    x.server.change({ keepBytes: false });
    const media = mp4Bytes();
    const mediaId = await uploadInSegments(x.api, x.token, media);
    expect(x.server.media(mediaId)?.sha256).toBe(sha256(media));
    expect(x.server.media(mediaId)?.bytes()).toBeUndefined();
  });
});
