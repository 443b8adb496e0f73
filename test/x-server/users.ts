import type { ApiOperation } from "./access-check";
import { jsonAnswer } from "./answer";
import { mediaCategories } from "./media-category";
import type { MediaRecord } from "./media-store";
import { displayedText, type ReceivedPost } from "./post-store";
import { notFound } from "./problem-answers";
import { type QueryType, refuseQuery } from "./query-checks";

const userFields = [
  "id",
  "name",
  "profile_image_url",
  "subscription_type",
  "username",
  "verified_type",
];
const postFields = ["attachments", "created_at", "id", "text"];
const mediaFields = ["alt_text", "media_key", "type"];

/** `GET /2/users/me`: the signed-in person, with the `user.fields` that were asked for. */
export const showMe: ApiOperation = ({ query }, _state, user) => {
  const refusal = refuseQuery(query, { "user.fields": userFields });
  if (refusal) return refusal;
  const asked = wordsOf(query, "user.fields");
  return jsonAnswer(200, {
    data: {
      id: user.id,
      name: user.name,
      username: user.username,
      ...(asked.includes("verified_type") && { verified_type: user.verifiedType }),
      ...(asked.includes("subscription_type") && { subscription_type: user.subscriptionType }),
      ...(asked.includes("profile_image_url") &&
        user.profileImageUrl !== undefined && { profile_image_url: user.profileImageUrl }),
    },
  });
};

const timelineQuery: Readonly<Record<string, QueryType>> = {
  max_results: /^([5-9]|[1-9][0-9]|100)$/,
  start_time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/,
  "tweet.fields": postFields,
  "post.fields": postFields,
  expansions: ["attachments.media_keys"],
  "media.fields": mediaFields,
};

/** `GET /2/users/{id}/tweets`: a person's posts, newest first, 10 unless told otherwise. */
export const showTimeline: ApiOperation = (request, state) => {
  const { query, pathId } = request;
  if (!state.users.some(({ id }) => id === pathId)) return notFound(request.path);
  const refusal = refuseQuery(query, timelineQuery);
  if (refusal) return refusal;
  const startsAtMs = Date.parse(query.get("start_time") ?? "1970-01-01T00:00:00Z");
  const posts = state.posts
    .all()
    .filter((post) => post.userId === pathId && post.createdAtMs >= startsAtMs)
    .toReversed()
    .slice(0, Number(query.get("max_results") ?? 10));
  const asked = [...wordsOf(query, "tweet.fields"), ...wordsOf(query, "post.fields")];
  const recordsOf = (post: ReceivedPost) =>
    post.mediaIds.flatMap((id) => state.media.get(id) ?? []);
  const media = new Set(posts.flatMap(recordsOf));
  return jsonAnswer(200, {
    ...(posts.length > 0 && {
      data: posts.map((post) => ({
        id: post.id,
        text: displayedText(post),
        edit_history_tweet_ids: [post.id],
        ...(asked.includes("created_at") && {
          // X shows whole seconds.
          created_at: new Date(Math.floor(post.createdAtMs / 1000) * 1000).toISOString(),
        }),
        ...(asked.includes("attachments") &&
          post.mediaIds.length > 0 && {
            attachments: { media_keys: recordsOf(post).map(({ key }) => key) },
          }),
      })),
    }),
    ...(query.has("expansions") &&
      media.size > 0 && { includes: { media: [...media].map(describeMedia) } }),
    meta: {
      result_count: posts.length,
      ...(posts.length > 0 && { newest_id: posts[0]?.id, oldest_id: posts.at(-1)?.id }),
    },
  });

  function describeMedia(record: MediaRecord): Record<string, string> {
    const { kind } = mediaCategories[record.category];
    const types = { image: "photo", gif: "animated_gif", video: "video", subtitles: "subtitles" };
    return {
      media_key: record.key,
      type: types[kind],
      ...(wordsOf(query, "media.fields").includes("alt_text") &&
        record.altText !== undefined && { alt_text: record.altText }),
    };
  }
};

function wordsOf(query: URLSearchParams, name: string): string[] {
  return query.get(name)?.split(",") ?? [];
}
