/**
 * What X calls the use of an upload; the ones a post can carry.
 * Source: https://docs.x.com/x-api/media/quickstart/media-upload-chunked
 */
export type MediaCategory = "tweet_image" | "tweet_gif" | "tweet_video" | "amplify_video";
