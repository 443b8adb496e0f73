import type { Job } from "./job";

/** What names a post in a list: the first line of its text, else the page that its media are from; may be empty. */
export function postTitle({ post, attachments }: Job): string {
  const firstLine = post.text
    .split("\n")
    .map((line) => line.trim())
    .find((line) => line !== "");
  return firstLine ?? attachments.map(({ source }) => source.pageTitle).find(Boolean) ?? "";
}
