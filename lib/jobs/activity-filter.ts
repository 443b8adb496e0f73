import type { PostState } from "./post";
import type { Job } from "./job";

/** The kinds of posts that the activity list can be narrowed to. */
export type ActivityKind = "all" | "drafts" | "under-way" | "posted" | "failed" | "cancelled";

/** Every kind, in the order in which they are offered. */
export const ACTIVITY_KINDS: readonly ActivityKind[] = [
  "all",
  "drafts",
  "under-way",
  "posted",
  "failed",
  "cancelled",
];

/** What the activity list is narrowed to. */
export interface ActivityFilter {
  readonly kind: ActivityKind;
  /** Words that must all occur; empty: anything. */
  readonly query: string;
}

/** Everything. */
export const NO_FILTER: ActivityFilter = { kind: "all", query: "" };

/** The states of a kind; null for all. */
export function statesOf(kind: ActivityKind): readonly PostState[] | null {
  switch (kind) {
    case "all":
      return null;
    case "drafts":
      return ["draft"];
    case "under-way":
      return ["scheduled", "publishing", "posting"];
    case "posted":
      return ["posted"];
    // Nobody can say yet that an unsure one was posted.
    case "failed":
      return ["failed", "unsure"];
    case "cancelled":
      return ["cancelled"];
  }
}

/** Whether a post holds every word of a query, in its text, its media's descriptions or their pages. */
export function matchesQuery({ post, attachments }: Job, query: string): boolean {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const sources = attachments.flatMap(({ source, altText }) => [
    source.pageTitle,
    source.pageUrl,
    altText,
  ]);
  const said = fold([post.text, ...sources].join("\n"));
  return words.every((word) => said.includes(word));
}

/** Without case and accents: "Straße" and "strasse" stay two, "Café" and "cafe" are one. */
function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
