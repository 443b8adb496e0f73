/** Every value of a `Referrer-Policy`. Source: https://www.w3.org/TR/referrer-policy/ */
export const REFERRER_POLICIES = [
  "no-referrer",
  "no-referrer-when-downgrade",
  "same-origin",
  "origin",
  "strict-origin",
  "origin-when-cross-origin",
  "strict-origin-when-cross-origin",
  "unsafe-url",
] as const;

/** One of {@link REFERRER_POLICIES}. */
export type ReferrerPolicyName = (typeof REFERRER_POLICIES)[number];

/** What browsers do where a page says nothing. */
export const DEFAULT_REFERRER_POLICY: ReferrerPolicyName = "strict-origin-when-cross-origin";

/** What older pages write in their `<meta>`. Source: the HTML standard, "Standard metadata names". */
const LEGACY_NAMES: ReadonlyMap<string, ReferrerPolicyName> = new Map([
  ["never", "no-referrer"],
  ["default", DEFAULT_REFERRER_POLICY],
  ["always", "unsafe-url"],
  ["origin-when-crossorigin", "origin-when-cross-origin"],
]);

/** The policy of that name, as an element or a page writes it; null for any other text. */
export function toReferrerPolicy(name: string): ReferrerPolicyName | null {
  return REFERRER_POLICIES.find((policy) => policy === name) ?? LEGACY_NAMES.get(name) ?? null;
}

/**
 * The Referer that a browser would send from a document to an address; null for none. Only web
 * addresses have one, without user name, password and fragment. None goes from https to http: here
 * we say less than `unsafe-url` and the two policies of the origin that are not strict would.
 *
 * Source: https://www.w3.org/TR/referrer-policy/#determine-requests-referrer
 */
export function refererFor(
  documentUrl: string,
  policy: ReferrerPolicyName,
  targetUrl: string,
): string | null {
  const from = parseWebAddress(documentUrl);
  const to = parseWebAddress(targetUrl);
  if (from === null || to === null) return null;
  if (from.protocol === "https:" && to.protocol === "http:") return null;
  const isSameOrigin = from.origin === to.origin;
  const origin = `${from.origin}/`;
  switch (policy) {
    case "no-referrer":
      return null;
    case "same-origin":
      return isSameOrigin ? from.href : null;
    case "origin":
    case "strict-origin":
      return origin;
    case "origin-when-cross-origin":
    case "strict-origin-when-cross-origin":
      return isSameOrigin ? from.href : origin;
    case "no-referrer-when-downgrade":
    case "unsafe-url":
      return from.href;
  }
}

function parseWebAddress(text: string): URL | null {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  url.hash = "";
  url.username = "";
  url.password = "";
  return url;
}
