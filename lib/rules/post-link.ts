const HOSTS: ReadonlySet<string> = new Set([
  "x.com",
  "www.x.com",
  "mobile.x.com",
  "twitter.com",
  "www.twitter.com",
  "mobile.twitter.com",
]);

const STATUS_PATH = /^\/(?:i\/web|i|[A-Za-z0-9_]{1,15})\/status(?:es)?\/([0-9]{1,19})(?:\/|$)/;

/**
 * The id of the post that a link leads to; null when it leads to none. Takes what X's own "Copy link"
 * gives, its older forms on twitter.com, with or without a scheme, and a bare id.
 */
export function parsePostLink(link: string): string | null {
  const trimmed = link.trim();
  if (/^[0-9]{1,19}$/.test(trimmed)) return trimmed;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, pathname } = new URL(address);
  if ((protocol !== "https:" && protocol !== "http:") || !HOSTS.has(hostname)) return null;
  return STATUS_PATH.exec(pathname)?.[1] ?? null;
}
