import type { MediaMetadata } from "../jobs/metadata-value";
import { SENSITIVE_CONTENT } from "../jobs/post-options";
import { requestX, type XConnection } from "./x-request";

/**
 * Tells X a medium's alt text and what viewers are to be warned of, in one call. Billed per call, so
 * callers remember what was sent. A warning that was given before can be taken back, an alt text
 * cannot: X is not known to take an empty one.
 *
 * @param before what earlier calls have told
 */
export async function setMediaMetadata(
  connection: XConnection,
  mediaId: string,
  { altText, sensitive }: MediaMetadata,
  before: MediaMetadata,
  signal: AbortSignal,
): Promise<void> {
  const tellsWarning = sensitive.length > 0 || before.sensitive.length > 0;
  await requestX(connection, {
    method: "POST",
    path: "/2/media/metadata",
    body: {
      json: {
        id: mediaId,
        metadata: {
          ...(altText !== "" && { alt_text: { text: altText } }),
          ...(tellsWarning && {
            sensitive_media_warning: Object.fromEntries(
              SENSITIVE_CONTENT.map((kind) => [kind, sensitive.includes(kind)]),
            ),
          }),
        },
      },
    },
    stage: "alt-text",
    signal,
    overdue: 60_000,
  });
}
