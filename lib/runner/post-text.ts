import { findLinks, type TextRange } from "../rules/find-links";

/** A text of ours in the two forms in which it is compared with what X returns. */
export interface PostText {
  /** Without what is a link for sure. */
  readonly plain: string;
  /** What is a link for sure, in its order, in a form that can be compared. */
  readonly links: readonly string[];
  /** Without any word that X could take for a link: its list of domains is newer than ours. */
  readonly undotted: string;
}

/** Reads a text as the person wrote it. */
export function readPostText(text: string, topLevelDomains: ReadonlySet<string>): PostText {
  const normalized = text.normalize("NFC");
  const links = findLinks(normalized, topLevelDomains);
  return {
    plain: comparableText(withoutLinks(normalized, links)),
    links: links.map(({ start, end }) => comparableLink(normalized.slice(start, end))),
    undotted: comparableText(withoutDottedWords(text)),
  };
}

/**
 * Whether a text that X returns is ours: the same but for links, white space and signs, and with words
 * in it, since without them it tells nothing.
 */
export function areSameText(
  returned: string,
  ours: PostText,
  { afterMentions }: { readonly afterMentions: boolean },
): boolean {
  if (ours.plain === "") return false;
  const forms = afterMentions ? [returned, withoutMentions(returned)] : [returned];
  return forms.some((form) => comparableText(unescapeText(form)) === ours.plain);
}

/**
 * Whether a text of nothing but links is ours: X tells where its short links lead. Without a link in ours there is
 * nothing to compare.
 *
 * @param links the addresses behind those of the returned text
 */
export function areSameLinks(
  returned: string,
  links: readonly string[],
  ours: PostText,
  { afterMentions }: { readonly afterMentions: boolean },
): boolean {
  if (ours.plain !== "" || ours.links.length === 0) return false;
  const rest = afterMentions ? withoutMentions(returned) : returned;
  return (
    comparableText(unescapeText(rest)) === "" &&
    links.length === ours.links.length &&
    links.every((link, index) => comparableLink(link) === ours.links[index])
  );
}

/** Two texts that begin with so many of the same letters may be one, of which X has changed the rest. */
const TELLING_BEGINNING = 20;

/**
 * Whether a text that X returns could be ours in any way that X was met changing one: with mentions in
 * front, cut at its end, with links replaced, or with something added.
 *
 * @param post `hasMedia`: ours has; without a word in either text only that is left to compare
 */
export function resembles(
  returned: string,
  ours: PostText,
  post: { readonly hasMedia: boolean },
): boolean {
  return [returned, withoutMentions(returned)].some(
    (form) =>
      isAlike(comparableText(unescapeText(form)), ours.plain, post) ||
      // First the words, then the links: where one ends cannot be told when letters follow it.
      isAlike(comparableText(unescapeText(withoutDottedWords(form))), ours.undotted, post),
  );
}

function isAlike(theirs: string, ours: string, { hasMedia }: { readonly hasMedia: boolean }) {
  if (theirs === "" || ours === "") return theirs === ours && hasMedia;
  if (theirs.includes(ours) || ours.startsWith(theirs)) return true;
  const beginning = ours.slice(0, TELLING_BEGINNING);
  return beginning.length === TELLING_BEGINNING && theirs.startsWith(beginning);
}

/** A text as the person wrote it, from one that X returns: without X's links, three characters unescaped. */
function unescapeText(returned: string): string {
  const names = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
  return (
    returned
      // Two may stand side by side without a space.
      .replace(/https:\/\/t\.co\/[a-z0-9]+?(?=https:|[^a-z0-9]|$)/gi, "")
      .replace(/&(?:lt|gt|amp);/g, (escaped) => names[escaped as keyof typeof names])
  );
}

/** The text without the names of those who are answered, which X puts in front. */
function withoutMentions(returned: string): string {
  return returned.replace(/^(?:\s*@\w{1,30})+\s*/, "");
}

/** The text without what X turns into links of its own. */
function withoutLinks(text: string, links: readonly TextRange[]): string {
  let rest = "";
  let end = 0;
  for (const link of links) {
    rest += text.slice(end, link.start);
    end = link.end;
  }
  return rest + text.slice(end);
}

/** Without a scheme, which X adds where the person wrote none. */
function comparableLink(link: string): string {
  const address = /^https?:/i.test(link) ? link : `http://${link}`;
  if (!URL.canParse(address)) return link;
  const { host, pathname, search, hash } = new URL(address);
  return `${host}${pathname}${search}${hash}`;
}

function withoutDottedWords(text: string): string {
  return text
    .split(/\s+/)
    .filter((word) => !word.includes("."))
    .join(" ");
}

/** The part of a text that X surely keeps: letters and digits. White space may change. */
function comparableText(text: string): string {
  return text.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "");
}
