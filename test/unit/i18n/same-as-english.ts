/**
 * Sentences with words that read the same in English and in another language, by its folder: each was
 * looked at, and is a word that both languages share.
 */
export const SAME_AS_ENGLISH: Readonly<Record<string, readonly string[]>> = {
  de: [
    "account_choose",
    "account_number",
    "cost_post",
    "label_streams",
    "media_category_video",
    "notice_code",
    "notice_details",
    "notice_server_name",
    "options_accounts_title",
    "options_posts_title",
    "page_media_video",
    "thread_count",
    "thread_post_line",
    "thread_title",
  ],
  es: ["cost_post", "options_posts_title", "thread_count", "thread_post_line"],
  fr: [
    "composer_options",
    "edit_moment",
    "notice_code",
    "notice_server_message",
    "options_notices_title",
    "options_posts_title",
    "options_sites_title",
    "page_media_image",
    "sensitive_graphic_violence",
  ],
  pt_BR: [
    "cost_post",
    "options_posts_title",
    "options_sites_title",
    "thread_count",
    "thread_post_line",
    "thread_title",
  ],
};
