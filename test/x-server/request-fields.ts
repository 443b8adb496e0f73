import type { FieldType } from "./field-checks";
import { mediaCategories, mediaTypesByKind } from "./media-category";

const id: FieldType = { type: "string", pattern: /^[0-9]{1,19}$/ };
const text: FieldType = { type: "string" };
const flag: FieldType = { type: "boolean" };
const openObject: FieldType = { type: "openObject" };

/** The body of `POST /2/media/upload/initialize`. */
export interface InitializeFields {
  media_type: string;
  total_bytes: number;
  media_category: keyof typeof mediaCategories;
  additional_owners?: string[];
  shared?: boolean;
}

/** The API document requires none of the first three, but a call without them is of no use. */
export const initializeFields: FieldType = {
  type: "object",
  required: ["media_type", "total_bytes", "media_category"],
  fields: {
    media_type: { type: "string", oneOf: Object.values(mediaTypesByKind).flat() },
    total_bytes: { type: "integer", minimum: 0, maximum: 17_179_869_184 },
    media_category: { type: "string", oneOf: Object.keys(mediaCategories) },
    additional_owners: { type: "array", items: id },
    shared: flag,
  },
};

/** The body of `POST /2/media/upload/{id}/append`; `media` is base64 when it came in JSON. */
export interface AppendFields {
  media: string | Buffer;
  segment_index: number;
}

/** Segments run from 0 to 999 whatever their size. */
export const appendFields: FieldType = {
  type: "object",
  required: ["media", "segment_index"],
  fields: {
    media: { type: "bytes" },
    segment_index: { type: "integer", minimum: 0, maximum: 999 },
  },
};

/** The body of `POST /2/media/upload`; `media` is base64 when it came in JSON. */
export interface UploadFields {
  media: string | Buffer;
  media_category: Exclude<keyof typeof mediaCategories, "amplify_video">;
  additional_owners?: string;
}

/** Here `additional_owners` is one string with commas, unlike in initialize. */
export const uploadFields: FieldType = {
  type: "object",
  required: ["media", "media_category"],
  fields: {
    media: { type: "bytes" },
    media_category: {
      type: "string",
      oneOf: Object.keys(mediaCategories).filter((name) => name !== "amplify_video"),
    },
    additional_owners: { type: "string", pattern: /^[0-9]{1,19}(,[0-9]{1,19})*$/ },
  },
};

/** What viewers of a medium can be warned of. */
export type SensitiveKind = "adult_content" | "graphic_violence" | "other";

/** The body of `POST /2/media/metadata`, as far as the local X acts on it. */
export interface MetadataFields {
  id: string;
  metadata?: Record<string, unknown> & {
    alt_text?: { text: string };
    sensitive_media_warning?: Partial<Record<SensitiveKind, boolean>>;
  };
}

/** The API document leaves unknown members open here; the local X refuses them, to catch misspellings. */
export const metadataFields: FieldType = {
  type: "object",
  required: ["id"],
  fields: {
    id,
    metadata: {
      type: "object",
      fields: {
        allow_download_status: { type: "object", fields: { allow_download: flag } },
        alt_text: {
          type: "object",
          required: ["text"],
          fields: { text: { type: "string", maxLength: 1000 } },
        },
        audience_policy: openObject,
        content_expiration: {
          type: "object",
          required: ["timestamp_sec"],
          fields: { timestamp_sec: { type: "number" } },
        },
        domain_restrictions: {
          type: "object",
          required: ["whitelist"],
          fields: { whitelist: { type: "array", items: text } },
        },
        found_media_origin: {
          type: "object",
          required: ["provider", "id"],
          fields: { provider: text, id: text },
        },
        geo_restrictions: openObject,
        management_info: { type: "object", required: ["managed"], fields: { managed: flag } },
        preview_image: {
          type: "object",
          required: ["media_key"],
          fields: { media_key: openObject },
        },
        // Left open by the 2.167 document; the one before it names these.
        sensitive_media_warning: {
          type: "object",
          fields: { adult_content: flag, graphic_violence: flag, other: flag },
        },
        shared_info: { type: "object", required: ["shared"], fields: { shared: flag } },
        sticker_info: {
          type: "object",
          required: ["stickers"],
          fields: { stickers: { type: "array", items: openObject } },
        },
        upload_source: {
          type: "object",
          required: ["upload_source"],
          fields: { upload_source: text },
        },
      },
    },
  },
};

/** The one place where categories are written in this way. */
export type SubtitledCategory = "AmplifyVideo" | "TweetVideo";

const subtitledCategory: FieldType = { type: "string", oneOf: ["AmplifyVideo", "TweetVideo"] };
const languageCode: FieldType = { type: "string", pattern: /^[A-Z]{2}$/ };

/** The body of `POST /2/media/subtitles`. */
export interface AttachSubtitlesFields {
  id: string;
  media_category: SubtitledCategory;
  subtitles: { id: string; language_code: string; display_name?: string };
}

/** The API document requires none of these, but a call without them is of no use. */
export const attachSubtitlesFields: FieldType = {
  type: "object",
  required: ["id", "media_category", "subtitles"],
  fields: {
    id,
    media_category: subtitledCategory,
    subtitles: {
      type: "object",
      required: ["id", "language_code"],
      fields: { id, language_code: languageCode, display_name: text },
    },
  },
};

/** The body of `DELETE /2/media/subtitles`. */
export interface DetachSubtitlesFields {
  id: string;
  media_category: SubtitledCategory;
  language_code: string;
}

/** See {@link attachSubtitlesFields}. */
export const detachSubtitlesFields: FieldType = {
  type: "object",
  required: ["id", "media_category", "language_code"],
  fields: { id, media_category: subtitledCategory, language_code: languageCode },
};

/** The body of `POST /2/tweets`, as far as the local X acts on it. */
export interface CreatePostFields {
  text?: string;
  media?: { media_ids: string[] };
  poll?: object;
  quote_tweet_id?: string;
  card_uri?: string;
  reply?: { in_reply_to_tweet_id: string };
  reply_settings?: string;
}

const replySettings: FieldType = {
  type: "string",
  oneOf: ["following", "mentionedUsers", "subscribers", "verified"],
};

const linkTarget: FieldType = { type: "object", required: ["url"], fields: { url: text } };

/** Note what is absent: `possibly_sensitive` of the older API violates the schema. */
export const createPostFields: FieldType = {
  type: "object",
  fields: {
    card_uri: text,
    community_id: id,
    direct_message_deep_link: text,
    edit_options: {
      type: "object",
      required: ["previous_post_id"],
      fields: { previous_post_id: id },
    },
    for_super_followers_only: flag,
    geo: { type: "object", required: ["place_id"], fields: { place_id: text } },
    made_with_ai: flag,
    media: {
      type: "object",
      required: ["media_ids"],
      fields: {
        call_to_actions: {
          type: "object",
          fields: {
            app_install: {
              type: "object",
              fields: { app_store_id: text, ipad_app_store_id: text, play_store_id: text },
            },
            visit_site: linkTarget,
            watch_now: linkTarget,
          },
        },
        description: text,
        embeddable: flag,
        media_ids: { type: "array", minItems: 1, maxItems: 4, items: id },
        preview_media_id: id,
        tagged_user_ids: { type: "array", maxItems: 10, items: id },
        title: text,
      },
    },
    nullcast: flag,
    paid_partnership: flag,
    poll: {
      type: "object",
      required: ["options", "duration_minutes"],
      fields: {
        duration_minutes: { type: "integer", minimum: 5, maximum: 10_080 },
        options: {
          type: "array",
          minItems: 2,
          maxItems: 4,
          items: { type: "string", minLength: 1, maxLength: 25 },
        },
        reply_settings: replySettings,
      },
    },
    quote_tweet_id: id,
    reply: {
      type: "object",
      required: ["in_reply_to_tweet_id"],
      fields: {
        auto_populate_reply_metadata: flag,
        exclude_reply_user_ids: { type: "array", items: text },
        in_reply_to_tweet_id: id,
      },
    },
    reply_settings: replySettings,
    share_with_followers: flag,
    text,
  },
};
