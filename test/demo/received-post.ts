import { bytesInMemory } from "../../lib/media/media-bytes";
import { inspectMedia } from "../../lib/media/inspect-media";
import type { ReceivedPost } from "../x-server/post-store";
import type { ObservedMedia, XServer } from "../x-server/x-server";

/** What a post must be to be the one that was written. */
export interface ExpectedPost {
  readonly text: string;
  readonly category: ObservedMedia["category"];
  /** In hex, of the file as the gallery serves it; absent for what is made of it. */
  readonly sha256?: string;
  /** How long the video has to be, within a tenth of a second; absent where the hash says it. */
  readonly durationMs?: number;
}

/** A part begins at a frame, and its sound ends with a packet. */
const MAX_OFF_MS = 100;

/** Says in lines of text what the local X received with a post. */
export function describePost(x: XServer, post: ReceivedPost): string {
  const lines = [`Post ${post.id}: ${post.text === "" ? "(no text)" : `“${post.text}”`}`];
  for (const media of mediaOf(x, post)) {
    const segmentCount = Object.keys(media.segments).length;
    lines.push(
      `  ${media.category}, ${media.mediaType}, ${media.totalBytes.toLocaleString("en")} bytes in ${segmentCount} ${segmentCount === 1 ? "part" : "parts"}`,
      `  sha256 ${media.sha256 ?? "unknown"}`,
      ...(media.altText === undefined ? [] : [`  alt text “${media.altText}”`]),
    );
  }
  return lines.join("\n");
}

/** Says in one sentence how a post differs from the expected one; null when it does not. */
export async function findMismatch(
  x: XServer,
  post: ReceivedPost | undefined,
  expected: ExpectedPost,
): Promise<string | null> {
  if (post === undefined) return `The local X did not receive the post “${expected.text}”.`;
  if (post.text !== expected.text) {
    return `The local X received the text “${post.text}” instead of “${expected.text}”.`;
  }
  const [media, ...more] = mediaOf(x, post);
  if (media === undefined || more.length > 0) {
    return `The post “${post.text}” carries ${more.length + (media === undefined ? 0 : 1)} media instead of one.`;
  }
  if (media.category !== expected.category) {
    return `The media of “${post.text}” arrived as ${media.category} instead of ${expected.category}.`;
  }
  if (expected.durationMs !== undefined) return findOtherLength(media, post, expected.durationMs);
  return media.sha256 === expected.sha256
    ? null
    : `The media of “${post.text}” arrived with the hash ${media.sha256 ?? "unknown"}, but the source has ${expected.sha256}.`;
}

async function findOtherLength(
  media: ObservedMedia,
  { text }: ReceivedPost,
  wantedMs: number,
): Promise<string | null> {
  const found = await inspectMedia(bytesInMemory(new Uint8Array(media.bytes() ?? [])));
  const durationMs = found.ok ? (found.media.durationMs ?? 0) : 0;
  return Math.abs(durationMs - wantedMs) <= MAX_OFF_MS
    ? null
    : `The media of “${text}” lasts ${durationMs} ms instead of ${wantedMs} ms.`;
}

function mediaOf(x: XServer, post: ReceivedPost): ObservedMedia[] {
  return post.mediaIds.flatMap((id) => x.media(id) ?? []);
}
