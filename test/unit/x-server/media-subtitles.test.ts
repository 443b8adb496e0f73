import { beforeEach, describe, expect, it } from "vitest";
import { multipart } from "./api-client";
import { mp4Bytes, pngBytes } from "./media-samples";
import { initialize, uploadInSegments, uploadWhole } from "./upload-steps";
import { useXServer } from "./use-x-server";

const SRT = "1\n00:00:00,000 --> 00:00:01,000\nBoats\n";

describe("subtitles at the local X", () => {
  const x = useXServer({ processing: [{ state: "succeeded" }] });
  let videoId = "";
  let trackId = "";

  const upload = (content: string) =>
    x.api.send("/2/media/upload", {
      token: x.token,
      body: multipart({ media: Buffer.from(content), media_category: "subtitles" }),
    });
  const attach = (json: unknown) => x.api.send("/2/media/subtitles", { token: x.token, json });
  const detach = (json: unknown) =>
    x.api.send("/2/media/subtitles", { token: x.token, json, method: "DELETE" });
  const track = (language_code = "EN") => ({
    id: videoId,
    media_category: "TweetVideo",
    subtitles: { id: trackId, language_code, display_name: "English" },
  });

  beforeEach(async () => {
    videoId = await uploadInSegments(x.api, x.token, mp4Bytes());
    trackId = (await upload(SRT)).json().data.id;
  });

  it("are filed under a video by their language", async () => {
    expect((await attach(track())).status).toBe(200);
    expect(x.server.media(videoId)?.subtitles).toEqual([
      { language: "EN", displayName: "English", text: SRT },
    ]);
    expect(
      (await detach({ id: videoId, media_category: "TweetVideo", language_code: "EN" })).status,
    ).toBe(200);
    expect(x.server.media(videoId)?.subtitles).toEqual([]);
  });

  it("are taken only for what they are", async () => {
    expect((await upload("Dear diary")).status).toBe(400);
  });

  it.each([
    ["tweet_video for TweetVideo", () => ({ ...track(), media_category: "tweet_video" })],
    ["another category than the video's", () => ({ ...track(), media_category: "AmplifyVideo" })],
    ["a small language code", () => track("en")],
    ["a language code of three letters", () => track("ENG")],
    ["an unknown field", () => ({ ...track(), language: "EN" })],
    ["no subtitles", () => ({ id: videoId, media_category: "TweetVideo" })],
    ["an unknown video", () => ({ ...track(), id: "1" })],
    ["an id as a number", () => ({ ...track(), id: 1 })],
  ])("are refused with %s", async (_name, body) => {
    expect((await attach(body())).status).toBe(400);
    expect(x.server.media(videoId)?.subtitles).toEqual([]);
  });

  it("are refused when they were uploaded as something else, or the video is not there yet", async () => {
    trackId = await uploadWhole(x.api, x.token, pngBytes());
    expect((await attach(track())).status).toBe(400);
    videoId = (await initialize(x.api, x.token, {})).json().data.id;
    expect((await attach(track())).status).toBe(400);
  });

  it("that are not there cannot be taken away", async () => {
    const body = { id: videoId, media_category: "TweetVideo", language_code: "FR" };
    expect((await detach(body)).status).toBe(400);
  });
});

describe("warnings at the local X", () => {
  const x = useXServer();

  it("are kept with a medium, and misspelled ones refused", async () => {
    const id = await uploadWhole(x.api, x.token, pngBytes());
    const tell = (sensitive_media_warning: object) =>
      x.api.send("/2/media/metadata", {
        token: x.token,
        json: { id, metadata: { sensitive_media_warning } },
      });
    expect((await tell({ adult_content: true, other: false })).status).toBe(200);
    expect(x.server.media(id)?.warnings).toEqual(["adult_content"]);
    expect((await tell({ nudity: true })).status).toBe(400);
    expect((await tell({ other: "yes" })).status).toBe(400);
  });
});
