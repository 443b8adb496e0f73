import type { CaptureSource } from "../../jobs/capture-source";
import { bareAddress } from "../page/bare-address";
import { isPrivateHost } from "./private-host";

/** What decides whether an address may be asked for in the person's name. */
export type TrustContext = Pick<CaptureSource, "url" | "pageUrl" | "frameUrl" | "isOffered">;

/**
 * The page that names what an element offers: the one in its frame. Empty for a frame without an address of
 * its own, since nobody can tell which of the pages around it has filled it.
 */
export function namingPageOf({
  pageUrl,
  frameUrl,
}: Pick<CaptureSource, "pageUrl" | "frameUrl">): string {
  if (frameUrl === undefined) return pageUrl;
  return /^https?:/i.test(frameUrl) ? frameUrl : "";
}

/**
 * Whether an address may be asked for with cookies and a Referer: the one that the browser itself has
 * shown the person, and those of the page's own site; of what is in a frame, the frame's own. All else is merely
 * named by a page, a playlist or a redirect: it is asked for as anybody could, without either, whatever was
 * allowed before.
 */
export function isTrustedAddress(url: string, source: TrustContext): boolean {
  const target = parseWebAddress(url);
  if (target === null || isReserved(target)) return false;
  if (isShownAddress(url, source)) return true;
  const naming = parseWebAddress(namingPageOf(source));
  if (naming === null) return false;
  const page = parseWebAddress(source.pageUrl);
  return isOwnSite(target, naming) || (isOwnSite(naming, page) && isOwnSite(target, page));
}

/** Whether the browser itself has shown the person what lies at a web address. */
export function isShownAddress(url: string, source: TrustContext): boolean {
  const [target, shown] = [parseWebAddress(url), parseWebAddress(source.url)];
  if (source.isOffered === true || target === null || shown === null) return false;
  return target.href === shown.href || target.href === secured(shown).href;
}

/** The secure address in place of an insecure one, as browsers have it for pictures of secure pages. */
function secured(url: URL): URL {
  const secure = new URL(url);
  secure.protocol = "https:";
  return secure;
}

/**
 * Whether a target belongs to a page's site: the same scheme or the secure one, and the page's host (without `www.`) or
 * one below it. Narrower than what browsers call a site: `a.example.com` is another site than
 * `b.example.com` here, since without a list of public suffixes they cannot be told from two customers
 * of one hoster.
 */
export function isOwnSite(target: URL, page: URL | null): boolean {
  if (page === null || (target.protocol !== page.protocol && target.protocol !== "https:")) {
    return false;
  }
  const host = withoutWww(page.hostname);
  if (target.hostname === page.hostname || target.hostname === host) return true;
  // Below an address of numbers, or a name without a dot, there is nothing.
  return isDomain(host) && target.hostname.endsWith(`.${host}`);
}

/**
 * Whether a page may name an address at all, beside the one that the browser shows: web addresses, and
 * what holds its own bytes. Never files, addresses of extensions, the X API (which every request of ours
 * may read), nor from a public page one of this computer or a private network.
 *
 * @param pageUrl of the page that names it; see {@link namingPageOf}
 */
export function mayOffer(url: string, pageUrl: string): boolean {
  if (/^(?:data|blob):/i.test(url)) return URL.canParse(url);
  const target = parseWebAddress(url);
  if (target === null || isReserved(target)) return false;
  const page = parseWebAddress(pageUrl);
  return !isPrivateHost(target.hostname) || (page !== null && isPrivateHost(page.hostname));
}

/**
 * How to go on after a redirect; null where it must not be followed.
 *
 * @param isTrusted whether the address that redirects is asked for in the person's name
 */
export function judgeRedirect(
  fromUrl: string,
  toUrl: string,
  isTrusted: boolean,
  source: TrustContext,
): { readonly url: string; readonly isTrusted: boolean } | null {
  const [from, to] = [parseWebAddress(fromUrl), parseWebAddress(toUrl)];
  if (from === null || to === null || isReserved(to)) return null;
  const staysOnHost = to.hostname === from.hostname;
  if (!staysOnHost && !mayOffer(to.href, namingPageOf(source))) return null;
  const staysAsSafe = to.protocol === from.protocol || to.protocol === "https:";
  const inherits = isTrusted && staysOnHost && staysAsSafe;
  return { url: to.href, isTrusted: inherits || isTrustedAddress(to.href, source) };
}

/** Whether the extension never fetches media there: it may read the API of X without having been asked for it. */
export function isReserved({ hostname }: URL): boolean {
  return hostname.replace(/\.$/, "") === "api.x.com";
}

/** Under which a country's registry sells names: what is called `www` there is a customer like any other. */
const SOLD_UNDER =
  /^(?:ac|co|com|edu|gob|gouv|gov|govt|ltd|mil|ne|net|nom|or|org|plc|sch)\.[a-z]{2}$/;

/** The host that a `www` stands for. */
function withoutWww(hostname: string): string {
  const host = hostname.replace(/^www\./, "");
  return SOLD_UNDER.test(host) ? hostname : host;
}

function isDomain(host: string): boolean {
  return host.includes(".") && !/^[\d.]+$/.test(host);
}

/** Without fragment, user name and password; null for what is no web address. */
function parseWebAddress(text: string): URL | null {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(bareAddress(text));
  url.hash = "";
  return url;
}
