import { JobFailure, jobError } from "../errors/job-error";
import { asRecord } from "./server-answer";
import type { UploadCategory } from "../jobs/upload-category";
import { requestX, type XConnection } from "./x-request";

/** Subtitles as X files them: under a video, by language. */
export interface SubtitleTrack {
  /** The id of the uploaded subtitles. */
  readonly mediaId: string;
  /** Two capital letters. */
  readonly languageCode: string;
  /** The language's name for viewers. */
  readonly displayName: string;
}

const CALL_TIMEOUT_MS = 60_000;

/**
 * Uploads a file of subtitles, in one call; it can be used at once. Unbilled, so a repeat is harmless.
 *
 * @returns its media id
 * @throws `JobFailure`
 */
export async function uploadSubtitles(
  connection: XConnection,
  file: Blob,
  signal: AbortSignal,
): Promise<string> {
  const form = new FormData();
  form.append("media", file, "media");
  form.append("media_category", "subtitles");
  const body = await requestX(connection, {
    method: "POST",
    path: "/2/media/upload",
    body: { form },
    stage: "subtitles",
    signal,
    overdue: CALL_TIMEOUT_MS,
  });
  const mediaId = asRecord(body["data"])["id"];
  if (typeof mediaId !== "string" || !/^[0-9]{1,19}$/.test(mediaId)) {
    throw new JobFailure(jobError("unreadable-answer", "subtitles"));
  }
  return mediaId;
}

/**
 * Gives a video its subtitles in one language; those it has in that language are replaced.
 *
 * @throws `JobFailure`
 */
export async function attachSubtitles(
  connection: XConnection,
  video: { readonly mediaId: string; readonly category: UploadCategory },
  track: SubtitleTrack,
  signal: AbortSignal,
): Promise<void> {
  await requestX(connection, {
    method: "POST",
    path: "/2/media/subtitles",
    body: {
      json: {
        id: video.mediaId,
        media_category: categoryName(video.category),
        subtitles: {
          id: track.mediaId,
          language_code: track.languageCode,
          display_name: track.displayName,
        },
      },
    },
    stage: "subtitles",
    signal,
    overdue: CALL_TIMEOUT_MS,
  });
}

/**
 * Takes the subtitles in one language away from a video; where X has none there, that is done already
 * (an earlier call may have worked, and only its answer was lost).
 *
 * @throws `JobFailure`
 */
export async function detachSubtitles(
  connection: XConnection,
  video: { readonly mediaId: string; readonly category: UploadCategory },
  languageCode: string,
  signal: AbortSignal,
): Promise<void> {
  const detached = requestX(connection, {
    method: "DELETE",
    path: "/2/media/subtitles",
    body: {
      json: {
        id: video.mediaId,
        media_category: categoryName(video.category),
        language_code: languageCode,
      },
    },
    stage: "subtitles",
    signal,
    overdue: CALL_TIMEOUT_MS,
  });
  await detached.catch((failure: unknown) => {
    if (!isNothingThere(failure)) throw failure;
  });
}

function isNothingThere(failure: unknown): boolean {
  if (!(failure instanceof JobFailure) || failure.error.code !== "invalid-request") return false;
  const { server } = failure.error;
  return server?.httpStatus === 404 || /not found/i.test(server?.message ?? "");
}

/** In this one place X writes categories in another way. Source: X API v2 OpenAPI 2.167. */
function categoryName(category: UploadCategory): "AmplifyVideo" | "TweetVideo" {
  return category === "amplify_video" ? "AmplifyVideo" : "TweetVideo";
}
