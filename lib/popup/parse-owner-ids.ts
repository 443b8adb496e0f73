/** What a person entered as X user ids. */
export type ParsedOwnerIds =
  | { readonly ok: true; readonly ids: readonly string[] }
  /** The first entry that is no user id. */
  | { readonly ok: false; readonly invalid: string };

/** Source: X API v2, `additional_owners` of the media upload. */
const USER_ID = /^[0-9]{1,19}$/;

/** Reads user ids separated by commas or spaces; nothing entered is an empty list, repeats count once. */
export function parseOwnerIds(text: string): ParsedOwnerIds {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== "");
  const invalid = entries.find((entry) => !USER_ID.test(entry));
  if (invalid !== undefined) return { ok: false, invalid };
  return { ok: true, ids: [...new Set(entries)] };
}
