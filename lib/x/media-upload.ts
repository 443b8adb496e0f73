import { JobFailure, jobError } from "../errors/job-error";
import type { UploadCategory } from "../jobs/upload-category";
import { interpretProcessing, type ProcessingReport } from "./processing";
import { asRecord } from "./server-answer";
import { requestX, type XConnection } from "./x-request";

/** What X calls an upload. */
export interface UploadedMedia {
  /** A decimal string of up to 19 digits: never a number. */
  readonly mediaId: string;
  readonly mediaKey: string | null;
  /** Epoch milliseconds after which the id is worth nothing. */
  readonly expiresAtMs: number;
}

/** X's answer to finalize and status: the media, and whether it can be used. */
export interface MediaReport extends UploadedMedia {
  readonly report: ProcessingReport;
}

const CALL_TIMEOUT_MS = 60_000;
/** An image goes in one piece, of which nothing is acknowledged on the way: a link of 12 KB/s is waited for. */
const SLOWEST_BYTES_PER_MS = 12;
/** Used when X does not tell. Source: X's best practices for media, 24 hours. */
const DEFAULT_LIFETIME_SECS = 86_400;

/**
 * Uploads an image in one call; it can be used at once and must not be polled.
 *
 * @param image at most 5 MB
 */
export async function uploadImage(
  connection: XConnection,
  image: Blob,
  options: { readonly category: UploadCategory; readonly additionalOwners: readonly string[] },
  signal: AbortSignal,
): Promise<UploadedMedia> {
  const form = new FormData();
  // An ASCII file name: a non-ASCII one was seen to break uploads.
  form.append("media", image, "media");
  form.append("media_category", options.category);
  if (options.additionalOwners.length > 0) {
    form.append("additional_owners", options.additionalOwners.join(","));
  }
  const body = await requestX(connection, {
    method: "POST",
    path: "/2/media/upload",
    body: { form },
    stage: "upload",
    signal,
    overdue: CALL_TIMEOUT_MS + Math.ceil(image.size / SLOWEST_BYTES_PER_MS),
  });
  return readUploadedMedia(body, connection.now());
}

/** Opens a segmented upload; the id must be stored before the first segment goes out. */
export async function initializeUpload(
  connection: XConnection,
  file: {
    readonly mediaType: string;
    readonly totalBytes: number;
    readonly category: UploadCategory;
    readonly additionalOwners: readonly string[];
  },
  signal: AbortSignal,
): Promise<UploadedMedia> {
  const body = await requestX(connection, {
    method: "POST",
    path: "/2/media/upload/initialize",
    body: {
      json: {
        media_type: file.mediaType,
        total_bytes: file.totalBytes,
        media_category: file.category,
        ...(file.additionalOwners.length > 0 && { additional_owners: file.additionalOwners }),
      },
    },
    stage: "upload",
    signal,
    overdue: CALL_TIMEOUT_MS,
  });
  return readUploadedMedia(body, connection.now());
}

/**
 * Sends one segment. Repeating it with the same index and bytes is safe; any 2xx acknowledges it.
 *
 * @param bytes a blob that did not come out of the store
 * @param overdue aborted by the caller, who sees how other segments fare: then the call fails as `network`
 */
export async function appendSegment(
  connection: XConnection,
  mediaId: string,
  segmentIndex: number,
  bytes: Blob,
  signal: AbortSignal,
  overdue: AbortSignal,
): Promise<void> {
  const form = new FormData();
  form.append("segment_index", String(segmentIndex));
  form.append("media", bytes, "media");
  await requestX(connection, {
    method: "POST",
    path: `/2/media/upload/${mediaId}/append`,
    body: { form },
    stage: "upload",
    signal,
    overdue,
  });
}

/**
 * Says that all segments are there; X then begins to process. The document asks for no body; X was met
 * asking for a JSON object, and is sent an empty one where it says so.
 */
export async function finalizeUpload(
  connection: XConnection,
  mediaId: string,
  signal: AbortSignal,
): Promise<MediaReport> {
  const request = {
    method: "POST",
    path: `/2/media/upload/${mediaId}/finalize`,
    stage: "upload",
    signal,
    overdue: CALL_TIMEOUT_MS,
  } as const;
  const body = await requestX(connection, request).catch((failure: unknown) => {
    if (!wantsJsonBody(failure)) throw failure;
    return requestX(connection, { ...request, body: { json: {} } });
  });
  return readReport(body, mediaId, connection.now());
}

/** Whether X has refused a call for want of a body. Source: trypost, pull request 202, of July 2026. */
function wantsJsonBody(failure: unknown): boolean {
  if (!(failure instanceof JobFailure) || failure.error.code !== "invalid-request") return false;
  const { server } = failure.error;
  return /body must be a JSON object/i.test(`${server?.detail} ${server?.message}`);
}

/** Asks once how far X is. Never for an image: X answers that with 400. */
export async function getUploadStatus(
  connection: XConnection,
  mediaId: string,
  signal: AbortSignal,
): Promise<MediaReport> {
  const body = await requestX(connection, {
    method: "GET",
    path: `/2/media/upload?command=STATUS&media_id=${mediaId}`,
    stage: "processing",
    signal,
    overdue: CALL_TIMEOUT_MS,
  });
  return readReport(body, mediaId, connection.now());
}

function readUploadedMedia(body: Record<string, unknown>, nowMs: number): UploadedMedia {
  const data = asRecord(body["data"]);
  const mediaId = data["id"];
  if (typeof mediaId !== "string" || !/^[0-9]{1,19}$/.test(mediaId)) {
    throw new JobFailure(jobError("unreadable-answer", "upload"));
  }
  return { mediaId, ...readMediaFacts(data, nowMs) };
}

function readReport(body: Record<string, unknown>, mediaId: string, nowMs: number): MediaReport {
  const data = body["data"];
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    throw new JobFailure(jobError("unreadable-answer", "processing"));
  }
  const facts = asRecord(data);
  return {
    mediaId,
    ...readMediaFacts(facts, nowMs),
    report: interpretProcessing(facts["processing_info"]),
  };
}

function readMediaFacts(
  data: Record<string, unknown>,
  nowMs: number,
): Omit<UploadedMedia, "mediaId"> {
  const mediaKey = data["media_key"];
  const lifetimeSecs = data["expires_after_secs"];
  const believedSecs =
    typeof lifetimeSecs === "number" && lifetimeSecs > 0 ? lifetimeSecs : DEFAULT_LIFETIME_SECS;
  return {
    mediaKey: typeof mediaKey === "string" ? mediaKey : null,
    expiresAtMs: nowMs + believedSecs * 1000,
  };
}
