import type { Rung } from "../../jobs/rung";

/** How a rung failed, as far as it matters for the next one. */
export type RungFailure = "refused" | "not-media" | "placeholder" | "other";

/** The first way: no cookies, no Referer. With a host permission a fetch would send every cookie of the site. */
export const FIRST_RUNG: Rung = { credentials: "omit", withReferer: false };

/**
 * The ways left after the first has failed, in the order in which they are likely to help: a site
 * that answers with a page instead of the picture wants its cookies; one that refuses, or sends
 * another picture, wants to know the page that shows it.
 */
export function furtherRungs(failure: RungFailure): readonly Rung[] {
  const referer: Rung = { credentials: "omit", withReferer: true };
  const cookies: Rung = { credentials: "include", withReferer: false };
  const both: Rung = { credentials: "include", withReferer: true };
  switch (failure) {
    case "not-media":
      return [cookies, referer, both];
    case "refused":
    case "placeholder":
      return [referer, cookies, both];
    case "other":
      return [];
  }
}

/** Whether a fetched picture is a stand-in for the one on the page: clearly smaller than what is shown. */
export function isPlaceholder(
  fetched: { readonly widthPx: number | null; readonly heightPx: number | null },
  shown: { readonly widthPx: number; readonly heightPx: number } | null,
): boolean {
  if (shown === null || fetched.widthPx === null || fetched.heightPx === null) return false;
  return fetched.widthPx * fetched.heightPx * 2 < shown.widthPx * shown.heightPx;
}
