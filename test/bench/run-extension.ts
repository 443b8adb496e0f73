import type { ExtensionWorld } from "../browser/extension-world";
import type { LinkSettings } from "../x-server/link-shaping";
import type { XServer } from "../x-server/x-server";
import { type BenchLink, uploadLimitMs } from "./bench-link";
import type { BenchRow, UploadResult } from "./bench-row";
import { readStore } from "./extension-store";
import { readUploadLog } from "./read-upload-log";
import type { UploadCase } from "./upload-cases";

const PATIENCE_MS = 180_000;

/** Whether an upload begins with the whole file at hand, as a peer's does, or while a site sends it. */
export type Beginning = "stored" | "coming";

/** Names the extension in the table, by how its upload begins. */
export const CLIENT: Readonly<Record<Beginning, string>> = {
  stored: "this extension",
  coming: "the same while it captures",
};

const FAST: BenchLink = { bitsPerSecond: Infinity, roundTripMs: 0 };

/**
 * Has the extension upload the file after a real click, with nothing known of the link, and compares what arrived.
 *
 * @param siteLink how the site sends the file; as fast as it can unless told
 */
export async function runExtension(
  upload: UploadCase,
  beginning: Beginning,
  world: ExtensionWorld,
  siteLink: BenchLink = FAST,
): Promise<UploadResult> {
  await world.clear();
  const { x, gallery } = world;
  x.change(shapingOf(upload.link));
  if (beginning === "stored") refuseEarlyUpload(x);
  const query = `?bytes=${upload.totalBytes}`;
  const { page, media: video } = await world.visit("large-video", query);
  gallery.shapeLink(shapingOf(siteLink));
  await world.tweet(page, video);
  await x.waitForLog(
    ({ operation, status }) => operation === "finalize" && status === 200,
    Math.max(PATIENCE_MS, 4 * uploadLimitMs(upload.totalBytes, upload.link)),
  );
  gallery.shapeLink(shapingOf(FAST));
  const [media] = x.allMedia();
  if (media?.sha256 !== gallery.sha256Of(`/large/video.mp4${query}`)) {
    throw new Error(`X has other bytes than the site: ${upload.name}`);
  }
  return readUploadLog(CLIENT[beginning], upload, x.log);
}

/** The upload that begins with the capture ends at the first refusal: the next one comes after the last byte. */
export function refuseEarlyUpload(x: XServer): void {
  const effect = { kind: "status", status: 503 } as const;
  x.addFault({ match: { operation: "initialize" }, effect });
}

/** Measures from the click to "ready", with the site as slow as X. */
export async function measureClickToReady(
  upload: UploadCase,
  world: ExtensionWorld,
): Promise<BenchRow[]> {
  await world.clear();
  const { x, gallery } = world;
  const shaped = shapingOf(upload.link);
  x.change(shaped);
  const query = `?bytes=${upload.totalBytes}`;
  const { page, media } = await world.visit("large-video", query);
  gallery.shapeLink(shaped);
  await world.tweet(page, media);
  const composer = await world.openComposer();
  await composer.mediaIn("ready").waitFor({ timeout: PATIENCE_MS });
  gallery.shapeLink(shapingOf(FAST));
  const [attachment] = await readStore(composer.page, "attachments");
  if (attachment === undefined) throw new Error("Nothing was captured");
  const tookMs = attachment.updatedAtMs - attachment.createdAtMs;
  const limitMs = uploadLimitMs(upload.totalBytes, upload.link);
  return [
    {
      what: "click to ready, 64 MB, site and X at 100 Mbit/s, 100 ms each",
      unit: "× longer",
      target: 1.15,
      reached: tookMs / limitMs,
      note: `${Math.round(tookMs)} ms, the longer of the two ways takes ${Math.round(limitMs)} ms`,
    },
  ];
}

/** What the local servers are told of a link. */
function shapingOf({ bitsPerSecond, roundTripMs }: BenchLink): LinkSettings {
  return { latencyMs: roundTripMs, bandwidthBitsPerSecond: bitsPerSecond };
}
