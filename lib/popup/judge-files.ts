import { judgeHead } from "../capture/bytes/judge-head";
import { ownFileFailure } from "../capture/bytes/own-file-failure";
import { type JobError, toJobError } from "../errors/job-error";
import { captureFailure } from "../errors/capture-failure";
import { categoryOf } from "../media/category-of";
import { conversionKindOf } from "../media/convertible-types";
import type { MediaCategory } from "../media/media-category";
import { SNIFF_BYTES, sniffMediaType } from "../media/sniff-media-type";

/** What becomes of files that a person has chosen, pasted or dropped. */
export interface JudgedFiles {
  /**
   * Each as what its first bytes say. What one post may hold stands together, else in the order given: an image
   * behind a film would begin a draft of its own, beside that of the images before it.
   */
  readonly taken: readonly { readonly file: File; readonly element: "image" | "video" }[];
  /** Why each of the others is not taken. */
  readonly refused: readonly RefusedFile[];
}

/** A file that X would not take, by its name. */
export interface RefusedFile {
  readonly name: string;
  readonly error: JobError;
}

/**
 * Judges files by their first bytes and their size, before any of them is copied: a film of many
 * gigabytes is refused as fast as a text. Where they go, to the open draft or to one of their own, is
 * decided when they are added.
 */
export async function judgeFiles(files: readonly File[]): Promise<JudgedFiles> {
  const taken: { file: File; element: "image" | "video"; category: MediaCategory }[] = [];
  const refused: RefusedFile[] = [];
  for (const file of files) {
    try {
      const category = await judgeFile(file);
      taken.push({ file, element: category === "tweet_video" ? "video" : "image", category });
    } catch (thrown) {
      refused.push({ name: file.name, error: toJobError(ownFileFailure(thrown), "capture") });
    }
  }
  const categories = [...new Set(taken.map(({ category }) => category))];
  const sorted = categories.flatMap((wanted) =>
    taken.filter(({ category }) => category === wanted),
  );
  return { taken: sorted.map(({ file, element }) => ({ file, element })), refused };
}

/** Why a file of the person's own could not be read. The browser hands out a folder that was dropped as a file, too. */
export function unreadableFile(thrown: unknown): unknown {
  const name = thrown instanceof Error ? thrown.name : "";
  return name === "NotReadableError" || name === "NotFoundError"
    ? captureFailure("own-file-unreadable", undefined, { cause: thrown })
    : thrown;
}

async function judgeFile(file: File): Promise<MediaCategory> {
  const head = new Uint8Array(await readHead(file));
  const { maxBytes, refuse } = judgeHead(head);
  if (file.size > maxBytes) throw refuse(file.size);
  const sniffed = sniffMediaType(head);
  if (sniffed.kind === "accepted") return categoryOf(sniffed.mediaType);
  const isVideo = sniffed.kind === "known" && conversionKindOf(sniffed.name) === "video";
  return isVideo ? "tweet_video" : "tweet_image";
}

async function readHead(file: File): Promise<ArrayBuffer> {
  try {
    return await file.slice(0, SNIFF_BYTES).arrayBuffer();
  } catch (thrown) {
    throw unreadableFile(thrown);
  }
}
