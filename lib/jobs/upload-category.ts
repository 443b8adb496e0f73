import type { MediaCategory } from "../media/media-category";

/**
 * What X calls the use of an upload, as far as a post can carry it: by the type of the bytes, or
 * `amplify_video` where the person asks for it.
 * Source: https://docs.x.com/x-api/media/quickstart/media-upload-chunked
 */
export type UploadCategory = MediaCategory | "amplify_video";
