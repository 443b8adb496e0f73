import type { ErrorCode } from "../errors/job-error";
import { knownCategory } from "../jobs/known-category";
import type { MediaCategory } from "../media/media-category";
import { refuseMix } from "../media/media-mix";
import type { Job } from "../jobs/job";

/** A file that the person has chosen, dropped or pasted, as far as the browser knows it. */
export interface OfferedFile {
  readonly name: string;
  /** By the name, as the browser guesses; empty when it has no guess. */
  readonly type: string;
}

/** Which of the offered files are taken into a draft, and why the others are not. */
export interface FilePlan<Offered> {
  readonly taken: readonly { readonly file: Offered; readonly element: "image" | "video" }[];
  /** The reason for the first that is not taken; null when all are. */
  readonly refusal: ErrorCode | null;
}

/**
 * Chooses among offered files what X would take in one post with what the draft holds: up to four
 * images, or one GIF, or one video. Says why not, before anything is read.
 *
 * @param draft the draft that the composer shows; null: a new one
 */
export function planFiles<Offered extends OfferedFile>(
  draft: Job | null,
  files: readonly Offered[],
): FilePlan<Offered> {
  const taken: { file: Offered; element: "image" | "video" }[] = [];
  let refusal: ErrorCode | null = null;
  const held = heldCategories(draft);
  for (const file of files) {
    const category = guessCategory(file);
    const problem = category === null ? "unsupported-type" : refuseMix([...held, category]);
    if (category === null || problem !== null) {
      refusal ??= problem;
      continue;
    }
    held.push(category);
    taken.push({ file, element: category === "tweet_video" ? "video" : "image" });
  }
  return { taken, refusal };
}

/** By the browser's guess, which may name types that X does not take: those are converted. */
function guessCategory({ type }: OfferedFile): MediaCategory | null {
  if (type === "image/gif") return "tweet_gif";
  if (type.startsWith("image/")) return "tweet_image";
  return type.startsWith("video/") ? "tweet_video" : null;
}

function heldCategories(draft: Job | null): MediaCategory[] {
  return (draft?.attachments ?? [])
    .filter(({ state }) => state !== "failed" && state !== "cancelled")
    .map(
      (attachment) =>
        knownCategory(attachment) ??
        (attachment.source.element === "video" ? "tweet_video" : "tweet_image"),
    );
}
