import type { ApiClient, WireAnswer } from "./api-client";
import { multipart } from "./api-client";

/** Uploads a file in one call and returns its id. */
export async function uploadWhole(api: ApiClient, token: string, media: Buffer): Promise<string> {
  const answer = await api.send("/2/media/upload", {
    token,
    body: multipart({ media, media_category: "tweet_image" }),
  });
  return answer.json().data.id;
}

/** Announces a file; the answer is the server's. */
export function initialize(
  api: ApiClient,
  token: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<WireAnswer> {
  return api.send("/2/media/upload/initialize", {
    token,
    json: {
      media_type: "video/mp4",
      total_bytes: 3000,
      media_category: "tweet_video",
      ...fields,
    },
  });
}

/** Sends one segment. */
export function append(
  api: ApiClient,
  token: string,
  mediaId: string,
  segmentIndex: number,
  media: Buffer,
): Promise<WireAnswer> {
  return api.send(`/2/media/upload/${mediaId}/append`, {
    token,
    body: multipart({ media, segment_index: String(segmentIndex) }),
  });
}

/** Ends an upload. */
export function finalize(api: ApiClient, token: string, mediaId: string): Promise<WireAnswer> {
  return api.send(`/2/media/upload/${mediaId}/finalize`, { token, method: "POST" });
}

/** Asks how processing goes. */
export function status(api: ApiClient, token: string, mediaId: string): Promise<WireAnswer> {
  return api.send(`/2/media/upload?command=STATUS&media_id=${mediaId}`, { token });
}

/** Uploads a file in segments up to and including finalize, and returns its id. */
export async function uploadInSegments(
  api: ApiClient,
  token: string,
  media: Buffer,
  fields: Readonly<Record<string, unknown>> = {},
  segmentBytes = 1024,
): Promise<string> {
  const answer = await initialize(api, token, { total_bytes: media.length, ...fields });
  const mediaId = answer.json().data.id;
  for (let index = 0; index * segmentBytes < media.length; index++) {
    const start = index * segmentBytes;
    await append(api, token, mediaId, index, media.subarray(start, start + segmentBytes));
  }
  await finalize(api, token, mediaId);
  return mediaId;
}
