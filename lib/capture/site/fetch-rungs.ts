import type { CaptureSource } from "../../jobs/capture-source";
import type { Rung } from "../../jobs/rung";
import { DEFAULT_REFERRER_POLICY, refererFor, toReferrerPolicy } from "./referrer-policy";

/** How a rung failed, as far as it matters for the next one. */
export type RungFailure = "refused" | "not-media" | "placeholder" | "other";

/** What an address may be told about the person and the page. */
export interface Identity {
  /** See `isTrustedAddress`: without it neither cookies nor a Referer go along. */
  readonly isTrusted: boolean;
  /** Null where the page itself would send none. */
  readonly referer: string | null;
  /** False where nobody could tell whether the page shows what lies there. */
  readonly mayTakeCookies: boolean;
}

/** The first way: no cookies, no Referer. With a host permission a fetch would send every cookie of the site. */
export const FIRST_RUNG: Rung = { credentials: "omit", withReferer: false };

/**
 * The ways left after the first has failed, in the order in which they are likely to help: a site
 * that answers with a page instead of the picture wants its cookies; one that refuses, or sends
 * another picture, wants to know the page that shows it. None for an address that a page merely names.
 */
export function furtherRungs(
  failure: RungFailure,
  { isTrusted, referer, mayTakeCookies }: Identity,
): readonly Rung[] {
  if (!isTrusted) return [];
  return orderOf(failure).filter(
    ({ withReferer, credentials }) =>
      (!withReferer || referer !== null) && (credentials === "omit" || mayTakeCookies),
  );
}

function orderOf(failure: RungFailure): readonly Rung[] {
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

/** The Referer that the page which holds an element would send to an address; null for none. */
export function sourceReferer(source: CaptureSource, targetUrl: string): string | null {
  const { frameUrl, pageUrl, referrerPolicy } = source;
  // A frame without an address of its own has that of the page.
  const documentUrl = frameUrl !== undefined && /^https?:/i.test(frameUrl) ? frameUrl : pageUrl;
  const policy = toReferrerPolicy(referrerPolicy ?? "") ?? DEFAULT_REFERRER_POLICY;
  return refererFor(documentUrl, policy, targetUrl);
}

/** Whether a fetched picture is a stand-in for the one on the page: clearly smaller than what is shown. */
export function isPlaceholder(
  fetched: { readonly widthPx: number | null; readonly heightPx: number | null },
  shown: { readonly widthPx: number; readonly heightPx: number } | null,
): boolean {
  if (shown === null || fetched.widthPx === null || fetched.heightPx === null) return false;
  return fetched.widthPx * fetched.heightPx * 2 < shown.widthPx * shown.heightPx;
}
