import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { XServer } from "../x-server/x-server";
import { defaultUser, type XUser } from "../x-server/x-user";
import type { UploadResult } from "./bench-row";
import type { PeerTask } from "./peers/peer-task";
import { readUploadLog } from "./read-upload-log";
import type { UploadCase } from "./upload-cases";

/** Who the libraries post as: a second grant of the same person would end the extension's. */
export const PEER_USER: XUser = { ...defaultUser, id: "2002", username: "peers" };

/** The libraries that are measured beside the extension, by the name of their script. */
export const PEERS = ["twitter-api-v2", "xdk"] as const;

/** Has a library upload the file in a process of its own, to the same local X over the same link. */
export async function runPeer(
  peer: (typeof PEERS)[number],
  upload: UploadCase,
  server: XServer,
): Promise<UploadResult> {
  const folder = mkdtempSync(join(tmpdir(), "bench-peer-"));
  const caFile = join(folder, "local-x.pem");
  writeFileSync(caFile, server.certificatePem);
  const task: PeerTask = {
    port: server.port,
    certificatePem: server.certificatePem,
    accessToken: server.issueGrant({ userId: PEER_USER.id }).accessToken,
    totalBytes: upload.totalBytes,
  };
  try {
    const script = fileURLToPath(new URL(`peers/upload-with-${peer}.ts`, import.meta.url));
    const child = spawn(process.execPath, ["--import", "tsx", script], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: caFile, BENCH_TASK: JSON.stringify(task) },
      stdio: ["ignore", "inherit", "inherit"],
    });
    const [code] = (await once(child, "exit")) as [number | null];
    if (code !== 0) throw new Error(`${peer} ended with ${code}`);
    return readUploadLog(peer, upload, server.log);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
