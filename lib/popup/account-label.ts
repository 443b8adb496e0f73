import type { AccountRecord } from "../store/account-record";

/** How an account is named: by its name on X, or by its place in the list while X has not told. */
export type AccountLabel =
  | { readonly kind: "user"; readonly name: string; readonly username: string }
  /** Counted from 1. */
  | { readonly kind: "number"; readonly number: number };

/** Names an account among all. */
export function labelAccount(
  { id, user }: Pick<AccountRecord, "id" | "user">,
  accounts: readonly Pick<AccountRecord, "id">[],
): AccountLabel {
  if (user !== null) return { kind: "user", name: user.name, username: user.username };
  return { kind: "number", number: accounts.findIndex((account) => account.id === id) + 1 };
}

/**
 * The letters of an avatar: the first ones of the first and the last word of a name, as a person would
 * write their initials; empty when there is nothing to take.
 *
 * @param locale a BCP 47 tag, for upper case and for what a letter is
 */
export function initialsOf(name: string, locale: string): string {
  const words = name.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words.slice(0, 1);
  return ends
    .map((word = "") => firstLetter(word, locale))
    .join("")
    .toLocaleUpperCase(locale);
}

/** The first letter or digit with its marks; what a person sees as one. */
function firstLetter(word: string, locale: string): string {
  for (const { segment } of new Intl.Segmenter(locale).segment(word)) {
    if (/[\p{L}\p{N}]/u.test(segment)) return segment;
  }
  return "";
}

/** How many colours avatars come in. */
export const AVATAR_TONES = 5;

/** Which of the colours a name has: the same everywhere and always. */
export function avatarTone(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % AVATAR_TONES;
}
