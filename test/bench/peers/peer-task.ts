import { galleryFile } from "../../pages/gallery-files";

/** What a peer is told by its parent process, as JSON in `BENCH_TASK`. */
export interface PeerTask {
  readonly port: number;
  readonly certificatePem: string;
  readonly accessToken: string;
  readonly totalBytes: number;
}

/** Reads the task and makes the file that the extension uploads too. */
export function readPeerTask(): PeerTask & { readonly file: Buffer } {
  const task = JSON.parse(process.env["BENCH_TASK"] ?? "") as PeerTask;
  const found = galleryFile(`/large/video.mp4?bytes=${task.totalBytes}`);
  return { ...task, file: Buffer.concat([...(found?.chunks() ?? [])]) };
}
