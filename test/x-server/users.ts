import type { ApiOperation } from "./access-check";
import { jsonAnswer } from "./answer";
import { mediaCategories } from "./media-category";
import type { MediaRecord } from "./media-store";
import { describeLinks, displayText } from "./displayed-text";
import type { ReceivedPost } from "./post-store";
import { notFound } from "./problem-answers";
import { type QueryType, refuseQuery } from "./query-checks";
import type { ServiceState } from "./service-state";
import type { XRequest } from "./x-request";
import type { EmptyTimeline, XServerSettings } from "./x-server-settings";

const userFields = [
  "id",
  "name",
  "profile_image_url",
  "subscription_type",
  "username",
  "verified_type",
];
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
  // Two names for the same. What X does not know of it is left out without a word.
  "tweet.fields": /^[a-z_,]+$/,
  "post.fields": /^[a-z_,]+$/,
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
  const found = listShownPosts(state)
    .filter(({ userId, createdAtMs }) => userId === pathId && createdAtMs >= startsAtMs)
    .toReversed();
  const posts = found.slice(0, Number(query.get("max_results") ?? 10));
  if (posts.length === 0) return jsonAnswer(200, emptyTimelines[state.settings.emptyTimeline]);
  const recordsOf = (post: ReceivedPost) =>
    post.mediaIds.flatMap((id) => state.media.get(id) ?? []);
  const media = new Set(posts.flatMap(recordsOf));
  return jsonAnswer(200, {
    data: posts.map((post) => describePost(post, recordsOf(post), request, state)),
    ...(query.has("expansions") &&
      media.size > 0 && {
        includes: { media: [...media].map((record) => describeMedia(record, request, state)) },
      }),
    meta: {
      result_count: posts.length,
      newest_id: posts[0]?.id,
      oldest_id: posts.at(-1)?.id,
      ...(posts.length < found.length && { next_token: "7140dibdnow9c7btw3z" }),
    },
  });
};

/** The posts that timelines show by now, oldest first. */
export function listShownPosts({ posts, settings, now }: ServiceState): readonly ReceivedPost[] {
  const shownUntilMs = now() - settings.timelineLagMs;
  return posts.all().filter(({ createdAtMs }) => createdAtMs <= shownUntilMs);
}

const emptyTimelines: Readonly<Record<EmptyTimeline, unknown>> = {
  "no data": { meta: { result_count: 0 } },
  "empty data": { data: [], meta: { result_count: 0 } },
  "no errors": { errors: [], meta: { result_count: 0 } },
  "nothing else": { errors: [] },
};

function describePost(
  post: ReceivedPost,
  records: readonly MediaRecord[],
  { query }: XRequest,
  { settings }: ServiceState,
): Record<string, unknown> {
  const asked = [...wordsOf(query, "tweet.fields"), ...wordsOf(query, "post.fields")];
  const { text, note } = displayText(post);
  const noteNames = ["note_post", "note_tweet"].filter((name) => asked.includes(name));
  return {
    id: post.id,
    text,
    edit_history_post_ids: [post.id],
    ...(note !== undefined && Object.fromEntries(noteNames.map((name) => [name, { text: note }]))),
    ...(asked.includes("created_at") && {
      // X shows whole seconds.
      created_at: new Date(Math.floor(post.createdAtMs / 1000) * 1000).toISOString(),
    }),
    ...(asked.includes("entities") && describeLinks(post)),
    ...(asked.includes("attachments") &&
      records.length > 0 && {
        attachments: { media_keys: records.map((record) => mediaKey(record, settings)) },
      }),
  };
}

function describeMedia(
  record: MediaRecord,
  { query }: XRequest,
  { settings }: ServiceState,
): Record<string, string> {
  const { kind } = mediaCategories[record.category];
  const types = { image: "photo", gif: "animated_gif", video: "video", subtitles: "subtitles" };
  return {
    media_key: mediaKey(record, settings),
    type: types[kind],
    ...(wordsOf(query, "media.fields").includes("alt_text") &&
      record.altText !== undefined && { alt_text: record.altText }),
  };
}

/** The key under which a post shows a medium: that of its upload, or one of its own. */
function mediaKey({ key }: MediaRecord, { keepsMediaKeys }: XServerSettings): string {
  return keepsMediaKeys ? key : key.replace("_", "_9");
}

function wordsOf(query: URLSearchParams, name: string): string[] {
  return query.get(name)?.split(",") ?? [];
}
