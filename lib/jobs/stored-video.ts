import type { SourceFile } from "../media/media-info";
import type { Attachment } from "./attachment";
import { clippableOf } from "./clip-transition";

/** What is stored of a captured video, all of it also where only a part is posted; null where it is no video, or not stored whole. */
export function storedVideoOf(attachment: Attachment): SourceFile | null {
  const source = clippableOf(attachment)?.source;
  return source === undefined || source.type === "image/gif" ? null : source;
}
