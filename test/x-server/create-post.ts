import twitter from "twitter-text";
import type { ApiOperation } from "./access-check";
import { type Answer, jsonAnswer } from "./answer";
import { mediaCategories } from "./media-category";
import { isUsable } from "./media-store";
import { displayText } from "./displayed-text";
import { forbidden, invalidMediaIds, invalidRequest } from "./problem-answers";
import { type CreatePostFields, createPostFields } from "./request-fields";
import type { ServiceState } from "./service-state";
import { readFields } from "./x-request";
import { isPremium, type XUser } from "./x-user";

const maxWeightedLength = 280;
const premiumMaxWeightedLength = 25_000;

/** `POST /2/tweets`: the one call that is seen by others. */
export const createPost: ApiOperation = (request, state, user) => {
  const reading = readFields<CreatePostFields>(request, createPostFields, "json");
  if ("refusal" in reading) return reading.refusal;
  const { fields } = reading;
  const text = fields.text ?? "";
  const mediaIds = fields.media?.media_ids ?? [];
  const refusal =
    refuseCombination(fields) ??
    refuseMedia(mediaIds, state, user) ??
    refuseText(text, mediaIds, user) ??
    refuseConversation(fields, state, user);
  if (refusal) return refusal;
  if (state.posts.hasDuplicate(user.id, text, mediaIds)) {
    const refusal = forbidden("You are not allowed to create a Tweet with duplicate content.");
    return { ...refusal, note: { isDuplicate: true } };
  }
  const answered = state.strangers.find(fields.reply?.in_reply_to_tweet_id ?? "");
  const post = state.posts.add({
    userId: user.id,
    text,
    mediaIds,
    ...(answered && { answers: answered.author }),
    createdAtMs: state.now(),
    body: fields,
  });
  return jsonAnswer(201, {
    data: { id: post.id, text: displayText(post).text, edit_history_post_ids: [post.id] },
  });
};

function refuseCombination(fields: CreatePostFields): Answer | undefined {
  // Who may answer is settled by the post that a thread begins with.
  if (fields.reply !== undefined && fields.reply_settings !== undefined) {
    return invalidRequest({
      message: "reply and reply_settings exclude one another",
      parameters: { reply_settings: [fields.reply_settings] },
    });
  }
  const exclusive = (["media", "poll", "quote_tweet_id", "card_uri"] as const).filter(
    (name) => fields[name] !== undefined,
  );
  if (exclusive.length < 2) return undefined;
  return invalidRequest({
    message: `${exclusive.join(" and ")} exclude one another`,
    parameters: Object.fromEntries(exclusive.map((name) => [name, []])),
  });
}

/** Four images, or one GIF, or one video: each the person's own, ready and unexpired. */
function refuseMedia(
  mediaIds: readonly string[],
  state: ServiceState,
  user: XUser,
): Answer | undefined {
  const records = mediaIds.map((id) => state.media.get(id));
  const isEachUsable = records.every(
    (record) =>
      record !== undefined &&
      (record.ownerId === user.id || record.additionalOwners.includes(user.id)) &&
      mediaCategories[record.category].isForPosts &&
      isUsable(record),
  );
  const isAlone = records.length === 1;
  const areImages = records.every(
    (record) => record && mediaCategories[record.category].kind === "image",
  );
  const areDistinct = new Set(mediaIds).size === mediaIds.length;
  if (isEachUsable && areDistinct && (isAlone || areImages)) return undefined;
  return invalidMediaIds(mediaIds);
}

function refuseText(text: string, mediaIds: readonly string[], user: XUser): Answer | undefined {
  if (text.trim() === "" && mediaIds.length === 0) {
    return invalidRequest({
      message: "$.text: must be at least 1 characters long",
      parameters: { text: [text] },
    });
  }
  const cashtags = twitter.extractCashtags(text).map((cashtag) => cashtag.toUpperCase());
  if (new Set(cashtags).size > 1) return forbidden("A post can contain at most one cashtag.");
  const limit = isPremium(user) ? premiumMaxWeightedLength : maxWeightedLength;
  return twitter.parseTweet(text).weightedLength > limit
    ? forbidden("Your Tweet text is too long.")
    : undefined;
}

/**
 * Quotes need a plan that self-serve apps do not have; an app answers its own account's posts, and those
 * of strangers that summon it.
 */
function refuseConversation(
  { quote_tweet_id, reply }: CreatePostFields,
  state: ServiceState,
  user: XUser,
): Answer | undefined {
  if (quote_tweet_id !== undefined) {
    return forbidden("You are not permitted to perform this action.");
  }
  if (reply === undefined) return undefined;
  const answeredId = reply.in_reply_to_tweet_id;
  const isOwn = state.posts.all().some(({ id, userId }) => id === answeredId && userId === user.id);
  const isSummoned = state.strangers.find(answeredId)?.summons.includes(user.username) === true;
  return isOwn || isSummoned
    ? undefined
    : forbidden(
        "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.",
      );
}
