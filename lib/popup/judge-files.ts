import { judgeHead } from "../capture/bytes/judge-head";
import { ownFileFailure } from "../capture/bytes/own-file-failure";
import { type JobError, toJobError } from "../errors/job-error";
import { categoryOf } from "../media/category-of";
import { conversionKindOf } from "../media/convertible-types";
import { SNIFF_BYTES, sniffMediaType } from "../media/sniff-media-type";

/** What becomes of files that a person has chosen, pasted or dropped. */
export interface JudgedFiles {
  /** In the order given, each as what its first bytes say. */
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
  const taken: { file: File; element: "image" | "video" }[] = [];
  const refused: RefusedFile[] = [];
  for (const file of files) {
    try {
      taken.push({ file, element: await judgeFile(file) });
    } catch (thrown) {
      refused.push({ name: file.name, error: toJobError(ownFileFailure(thrown), "capture") });
    }
  }
  return { taken, refused };
}

async function judgeFile(file: File): Promise<"image" | "video"> {
  const head = new Uint8Array(await file.slice(0, SNIFF_BYTES).arrayBuffer());
  const { maxBytes, refuse } = judgeHead(head);
  if (file.size > maxBytes) throw refuse(file.size);
  const sniffed = sniffMediaType(head);
  const isVideo =
    sniffed.kind === "accepted"
      ? categoryOf(sniffed.mediaType) === "tweet_video"
      : sniffed.kind === "known" && conversionKindOf(sniffed.name) === "video";
  return isVideo ? "video" : "image";
}
