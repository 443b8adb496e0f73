import type { ErrorCode } from "../errors/job-error";
import { MAX_IMAGES } from "../media/media-mix";
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
  const held = heldKinds(draft);
  for (const file of files) {
    const kind = kindOf(file);
    const problem = kind === null ? "unsupported-type" : refuseKind([...held, kind]);
    if (kind === null || problem !== null) {
      refusal ??= problem;
      continue;
    }
    held.push(kind);
    taken.push({ file, element: kind === "video" ? "video" : "image" });
  }
  return { taken, refusal };
}

type Kind = "image" | "gif" | "video";

function kindOf({ type }: OfferedFile): Kind | null {
  if (type === "image/gif") return "gif";
  if (type.startsWith("image/")) return "image";
  return type.startsWith("video/") ? "video" : null;
}

function refuseKind(kinds: readonly Kind[]): ErrorCode | null {
  if (kinds.some((kind) => kind !== "image")) return kinds.length > 1 ? "mix-not-allowed" : null;
  return kinds.length > MAX_IMAGES ? "too-many-images" : null;
}

function heldKinds(draft: Job | null): Kind[] {
  return (draft?.attachments ?? []).flatMap((attachment): Kind[] => {
    if (attachment.state === "failed" || attachment.state === "cancelled") return [];
    if (!("media" in attachment)) return [attachment.source.element];
    const { category } = attachment.media;
    return [category === "tweet_gif" ? "gif" : category === "tweet_video" ? "video" : "image"];
  });
}
