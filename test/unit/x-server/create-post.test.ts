import { beforeEach, describe, expect, it } from "vitest";
import { defaultUser } from "../../x-server/x-user";
import { gifBytes, mp4Bytes, pngBytes } from "./media-samples";
import { uploadInSegments, uploadWhole } from "./upload-steps";
import { useXServer } from "./use-x-server";

const friend = { ...defaultUser, id: "77", username: "friend" };
const subscriber = {
  ...defaultUser,
  id: "88",
  username: "subscriber",
  subscriptionType: "Premium" as const,
};

describe("posting", () => {
  const x = useXServer({
    users: [defaultUser, friend, subscriber],
    processing: [{ state: "succeeded" }],
  });
  let imageId = "";
  beforeEach(async () => {
    imageId = await uploadWhole(x.api, x.token, pngBytes());
  });

  const post = (json: unknown, token = x.token) => x.api.send("/2/tweets", { token, json });
  const withMedia = (...media_ids: string[]) => post({ text: "Look", media: { media_ids } });
  const gif = () =>
    uploadInSegments(x.api, x.token, gifBytes(), {
      media_category: "tweet_gif",
      media_type: "image/gif",
    });

  it("answers 201 and keeps the post as received", async () => {
    const answer = await withMedia(imageId);
    expect(answer.status).toBe(201);
    const { data } = answer.json();
    expect(data.text).toMatch(/^Look https:\/\/t\.co\/\w{10}$/);
    expect(data.edit_history_post_ids).toEqual([data.id]);
    expect(x.server.posts).toMatchObject([
      {
        id: data.id,
        text: "Look",
        mediaIds: [imageId],
        userId: defaultUser.id,
        body: { text: "Look", media: { media_ids: [imageId] } },
      },
    ]);
  });

  it("needs no text beside media, but either of them", async () => {
    expect((await post({ media: { media_ids: [imageId] } })).status).toBe(201);
    expect((await post({ text: " " })).status).toBe(400);
    expect((await post({})).status).toBe(400);
  });

  it.each([
    [{ text: "a", possibly_sensitive: true }, "$.possibly_sensitive: is not defined"],
    [{ text: 1 }, "$.text: integer found, string expected"],
    [{ media: { media_ids: "1" } }, "$.media.media_ids: string found, array expected"],
    [{ media: { media_ids: [1] } }, "$.media.media_ids[0]: integer found, string expected"],
    [{ media: { media_ids: [] } }, "$.media.media_ids: there must be a minimum of 1 items"],
    [{ media: { media_ids: ["1", "2", "3", "4", "5"] } }, "there must be a maximum of 4 items"],
    [{ media: {} }, "$.media.media_ids: is missing but it is required"],
    [{ text: "a", media: { media_ids: ["1"] }, card_uri: "c" }, "exclude one another"],
    [[], "$: array found, object expected"],
  ])("refuses %j", async (body, message) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.json().errors[0].message).toContain(message);
  });

  it("refuses media that is unknown, listed twice, expired, or of a foreign owner", async () => {
    x.server.change({ mediaLifetimeSecs: 0 });
    const expired = await uploadWhole(x.api, x.token, pngBytes());
    x.server.change({ mediaLifetimeSecs: 60 });
    const foreignToken = x.server.issueGrant({ userId: friend.id }).accessToken;
    const foreign = await uploadWhole(x.api, foreignToken, pngBytes());
    for (const mediaIds of [["12345"], [imageId, imageId], [expired], [foreign]]) {
      const answer = await withMedia(...mediaIds);
      expect([answer.status, answer.json()]).toEqual([
        400,
        {
          errors: [
            {
              parameters: { "media.media_ids": mediaIds },
              message: "Your media IDs are invalid.",
            },
          ],
          title: "Invalid Request",
          detail: "One or more parameters to your request was invalid.",
          type: "https://api.twitter.com/2/problems/invalid-request",
        },
      ]);
    }
    expect(x.server.posts).toEqual([]);
  });

  it("accepts media of which the person is an additional owner", async () => {
    const foreignToken = x.server.issueGrant({ userId: friend.id }).accessToken;
    const mediaId = await uploadInSegments(x.api, foreignToken, mp4Bytes(), {
      additional_owners: [defaultUser.id],
    });
    expect((await withMedia(mediaId)).status).toBe(201);
  });

  it("refuses media that is not processed, or whose processing failed", async () => {
    const error = { name: "InternalError", message: "No." };
    for (const step of [{ state: "in_progress" }, { state: "failed", error }]) {
      x.server.change({ processing: [step] });
      const mediaId = await uploadInSegments(x.api, x.token, mp4Bytes());
      expect((await withMedia(mediaId)).status).toBe(400);
    }
  });

  it("takes four images, or one GIF, or one video, and no mix", async () => {
    const images = [imageId];
    while (images.length < 4) images.push(await uploadWhole(x.api, x.token, pngBytes()));
    const videoId = await uploadInSegments(x.api, x.token, mp4Bytes());
    const gifId = await gif();
    expect((await withMedia(...images)).status).toBe(201);
    expect((await withMedia(gifId)).status).toBe(201);
    expect((await withMedia(videoId)).status).toBe(201);
    for (const mix of [
      [imageId, gifId],
      [imageId, videoId],
      [gifId, videoId],
      [gifId, await gif()],
    ]) {
      expect((await withMedia(...mix)).status).toBe(400);
    }
  });

  it("weighs the text as X does", async () => {
    const long = `https://example.com/${"p".repeat(300)} `;
    expect((await post({ text: long + "a".repeat(256) })).status).toBe(201);
    const answer = await post({ text: long + "a".repeat(257) });
    expect([answer.status, answer.json().detail]).toEqual([403, "Your Tweet text is too long."]);
    expect((await post({ text: "字".repeat(141) })).status).toBe(403);
    const { accessToken } = x.server.issueGrant({ userId: subscriber.id });
    expect((await post({ text: "字".repeat(141) }, accessToken)).status).toBe(201);
  });

  it("refuses the same again: same text and same media, or same text without media", async () => {
    const otherId = await uploadWhole(x.api, x.token, pngBytes());
    expect((await post({ text: "Look" })).status).toBe(201);
    expect((await withMedia(imageId)).status).toBe(201);
    expect((await withMedia(otherId)).status).toBe(201);
    for (const again of [await post({ text: "Look" }), await withMedia(imageId)]) {
      expect([again.status, again.json()]).toEqual([
        403,
        {
          detail: "You are not allowed to create a Tweet with duplicate content.",
          type: "about:blank",
          title: "Forbidden",
          status: 403,
        },
      ]);
    }
    expect(x.server.posts).toHaveLength(3);
  });

  it("refuses quotes and replies to strangers, allows replies to oneself", async () => {
    expect((await post({ text: "a", quote_tweet_id: "1" })).status).toBe(403);
    expect((await post({ text: "a", reply: { in_reply_to_tweet_id: "1" } })).status).toBe(403);
    const own = (await post({ text: "a" })).json().data.id;
    expect((await post({ text: "b", reply: { in_reply_to_tweet_id: own } })).status).toBe(201);
  });

  it("answers 402 when the credits are gone, but uploads still go on", async () => {
    x.server.change({ hasCredits: false });
    const answer = await post({ text: "a" });
    expect(answer.status).toBe(402);
    expect(answer.text).toBe(
      '{"account_id":2051096097834344448,"title":"CreditsDepleted","detail":"Your enrolled account [2051096097834344448] does not have any credits to fulfill this request.","type":"https://api.twitter.com/2/problems/credits"}',
    );
    expect(await uploadWhole(x.api, x.token, pngBytes())).toMatch(/^\d+$/);
  });

  it.each(["tweet.read", "tweet.write", "users.read"])("needs the scope %s", async (missing) => {
    const scopes = ["tweet.read", "tweet.write", "users.read"].filter((scope) => scope !== missing);
    const { accessToken } = x.server.issueGrant({ scopes });
    expect((await post({ text: "a" }, accessToken)).status).toBe(403);
  });

  it("stores alt text of at most 1000 characters for the person's own media", async () => {
    const describeMedia = (id: string, text: unknown) =>
      x.api.send("/2/media/metadata", {
        token: x.token,
        json: { id, metadata: { alt_text: { text } } },
      });
    const answer = await describeMedia(imageId, "🌉".repeat(1000));
    expect(answer.json()).toMatchObject({ data: { id: imageId } });
    expect(x.server.media(imageId)?.altText).toBe("🌉".repeat(1000));
    expect((await describeMedia(imageId, "a".repeat(1001))).text).toContain("may only be 1000");
    expect((await describeMedia(imageId, 1)).status).toBe(400);
    expect((await describeMedia("123", "a")).text).toContain("BadRequest: Not found");
    const misspelt = { id: imageId, metadata: { alttext: { text: "a" } } };
    const refusal = await x.api.send("/2/media/metadata", { token: x.token, json: misspelt });
    expect(refusal.text).toContain("$.metadata.alttext: is not defined");
  });
});
