import { Agent } from "node:https";
import { EUploadMimeType, TwitterApi } from "twitter-api-v2";
import { readPeerTask } from "./peer-task";

const { port, certificatePem, accessToken, file } = readPeerTask();
const httpAgent = new Agent({
  keepAlive: true,
  host: "127.0.0.1",
  port,
  servername: "api.x.com",
  ca: certificatePem,
});
const { v2 } = new TwitterApi(accessToken, { httpAgent });
// Opens the connection, which the extension has open too.
await v2.me();
await v2.uploadMedia(file, { media_type: EUploadMimeType.Mp4, media_category: "tweet_video" });
httpAgent.destroy();
