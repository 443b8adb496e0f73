/**
 * The address that a browser asks for where a page names another: on a secure page it loads pictures of insecure
 * addresses securely, but for those of bare numbers and of this computer. Null where it asks for the named one.
 *
 * Source: https://www.w3.org/TR/mixed-content/#upgrade-algorithm
 */
export function upgradedUrl(url: string, pageUrl: string): string | null {
  if (!/^https:/i.test(pageUrl) || !/^http:/i.test(url) || !URL.canParse(url)) return null;
  const upgraded = new URL(url);
  const { hostname } = upgraded;
  const isLocal = hostname === "localhost" || hostname.endsWith(".localhost");
  if (isLocal || hostname.startsWith("[") || /^[\d.]+$/.test(hostname)) return null;
  upgraded.protocol = "https:";
  return upgraded.href;
}
