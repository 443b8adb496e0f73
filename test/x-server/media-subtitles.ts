import type { ApiOperation } from "./access-check";
import { type Answer, jsonAnswer } from "./answer";
import type { MediaRecord } from "./media-store";
import { invalidRequest, mediaNotFound } from "./problem-answers";
import {
  type AttachSubtitlesFields,
  attachSubtitlesFields,
  type DetachSubtitlesFields,
  detachSubtitlesFields,
  type SubtitledCategory,
} from "./request-fields";
import type { ServiceState } from "./service-state";
import { readFields } from "./x-request";
import type { XUser } from "./x-user";

const categoryNames: Readonly<Record<SubtitledCategory, string>> = {
  AmplifyVideo: "amplify_video",
  TweetVideo: "tweet_video",
};

/** `POST /2/media/subtitles`: subtitles that were uploaded as such, for a video that is finalized. */
export const attachSubtitles: ApiOperation = (request, state, user) => {
  const reading = readFields<AttachSubtitlesFields>(request, attachSubtitlesFields, "json");
  if ("refusal" in reading) return reading.refusal;
  const { id, media_category, subtitles } = reading.fields;
  const video = findVideo(id, media_category, state, user);
  if ("refusal" in video) return video.refusal;
  const track = state.media.owned(subtitles.id, user.id);
  if (track?.category !== "subtitles" || track.phase.name !== "ready") {
    return mediaNotFound("subtitles.id", subtitles.id);
  }
  const { language_code: language, display_name: displayName } = subtitles;
  video.record.subtitles = { ...video.record.subtitles, [language]: { id: track.id, displayName } };
  return {
    ...jsonAnswer(200, { data: { id, media_category, associated_subtitles: subtitles } }),
    note: { mediaId: id },
  };
};

/** `DELETE /2/media/subtitles`: takes those of one language away. */
export const detachSubtitles: ApiOperation = (request, state, user) => {
  const reading = readFields<DetachSubtitlesFields>(request, detachSubtitlesFields, "json");
  if ("refusal" in reading) return reading.refusal;
  const { id, media_category, language_code } = reading.fields;
  const video = findVideo(id, media_category, state, user);
  if ("refusal" in video) return video.refusal;
  if (!(language_code in video.record.subtitles)) {
    return mediaNotFound("language_code", language_code);
  }
  const { [language_code]: _gone, ...others } = video.record.subtitles;
  video.record.subtitles = others;
  return { ...jsonAnswer(200, { data: { deleted: true } }), note: { mediaId: id } };
};

/** Whether a file is WebVTT or SRT by what stands in it. */
export function isSubtitles(bytes: Buffer): boolean {
  const text = bytes.toString("utf8");
  return /^\uFEFF?WEBVTT\b/.test(text) || /^\d+:\d{2}:\d{2}[,.]\d+ +-->/m.test(text);
}

function findVideo(
  id: string,
  category: SubtitledCategory,
  state: ServiceState,
  user: XUser,
): { record: MediaRecord } | { refusal: Answer } {
  const record = state.media.owned(id, user.id);
  if (record === undefined || record.phase.name === "uploading") {
    return { refusal: mediaNotFound("id", id) };
  }
  if (record.category !== categoryNames[category]) {
    return {
      refusal: invalidRequest({
        message: `media_category ${category} does not match the media`,
        parameters: { media_category: [category] },
      }),
    };
  }
  return { record };
}
