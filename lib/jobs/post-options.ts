/**
 * Who may answer a post; null where everyone may.
 * Source: X API v2 OpenAPI 2.167, `reply_settings` of `POST /2/tweets`.
 */
export type ReplySettings = "following" | "mentionedUsers" | "subscribers" | "verified";

/** The choices beside everyone, in the order in which they are offered. */
export const REPLY_SETTINGS: readonly ReplySettings[] = [
  "following",
  "mentionedUsers",
  "verified",
  "subscribers",
];

/**
 * What a viewer is warned of before the media show. X has no such field for a post: it is told with
 * each medium's metadata. Source: X API v2, `sensitive_media_warning` of `POST /2/media/metadata`.
 */
export type SensitiveContent = "adult_content" | "graphic_violence" | "other";

/** Every warning, in the order in which they are offered. */
export const SENSITIVE_CONTENT: readonly SensitiveContent[] = [
  "adult_content",
  "graphic_violence",
  "other",
];

/** What a person may choose for a post beside its text and media. Stored with it. */
export interface PostOptions {
  readonly replySettings: ReplySettings | null;
  readonly madeWithAi: boolean;
  readonly paidPartnership: boolean;
  /** The address of the post to answer, as entered; empty: none. See `lib/rules/post-link.ts`. */
  readonly replyLink: string;
  readonly sensitive: readonly SensitiveContent[];
}

/** A post of which nothing special was asked. */
export const NO_POST_OPTIONS: PostOptions = {
  replySettings: null,
  madeWithAi: false,
  paidPartnership: false,
  replyLink: "",
  sensitive: [],
};

/** How many options differ from a post of which nothing special was asked. */
export function countPostOptions(options: PostOptions): number {
  const { replySettings, madeWithAi, paidPartnership, replyLink, sensitive } = options;
  return [
    replySettings !== null,
    madeWithAi,
    paidPartnership,
    replyLink.trim() !== "",
    sensitive.length > 0,
  ].filter(Boolean).length;
}
