import { requestX, type XConnection } from "./x-request";

/**
 * Gives an uploaded image, GIF or video its alt text. Billed per call, so callers remember what was sent.
 *
 * @param altText 1 to 1000 characters
 */
export async function setAltText(
  connection: XConnection,
  mediaId: string,
  altText: string,
  signal: AbortSignal,
): Promise<void> {
  await requestX(connection, {
    method: "POST",
    path: "/2/media/metadata",
    body: { json: { id: mediaId, metadata: { alt_text: { text: altText } } } },
    stage: "alt-text",
    signal,
    overdue: 60_000,
  });
}
