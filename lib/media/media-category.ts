/** What a file is to X by the type of its bytes. A GIF is always `tweet_gif`, moving or not. */
export type MediaCategory = "tweet_image" | "tweet_gif" | "tweet_video";
