import { Client } from "@xdevplatform/xdk";
import { readPeerTask } from "./peer-task";

/** As in X's own sample code for chunked uploads. */
const SEGMENT_BYTES = 4 * 1024 * 1024;

const { port, accessToken, file } = readPeerTask();
const client = new Client({ accessToken, baseUrl: `https://127.0.0.1:${port}`, timeout: 600_000 });
// Opens the connection, which the extension has open too.
await client.users.getMe();
const { data } = await client.media.initializeUpload({
  mediaType: "video/mp4",
  mediaCategory: "tweet_video",
  totalBytes: file.length,
});
const id = data?.id ?? "";
for (let start = 0, segmentIndex = 0; start < file.length; start += SEGMENT_BYTES) {
  // The SDK reads binary bodies as text: base64 in JSON is all that it can send.
  const media = file.subarray(start, start + SEGMENT_BYTES).toString("base64");
  await client.media.appendUpload(id, { media, segmentIndex });
  segmentIndex += 1;
}
await client.media.finalizeUpload(id);
