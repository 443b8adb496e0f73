/**
 * The `urlFilter` of a declarativeNetRequest rule that matches one address and no longer one. A `*` in
 * the address is a wildcard there and cannot be escaped, so what stands in its place matches, too.
 *
 * Source: https://developer.chrome.com/docs/extensions/reference/api/declarativeNetRequest#url_filter_syntax
 */
export function exactUrlFilter(url: string): string {
  const exact = new URL(url);
  exact.hash = "";
  // A bar in the middle stands for itself, a caret for any separator: the addresses of requests have it encoded in paths.
  return `|${exact.href}|`;
}
