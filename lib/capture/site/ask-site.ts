import { captureFailure } from "../../errors/capture-failure";
import type { JobFailure } from "../../errors/job-error";
import type { CaptureSource } from "../../jobs/capture-source";
import type { Rung } from "../../jobs/rung";
import { bareAddress } from "../page/bare-address";
import { FIRST_RUNG, sourceReferer } from "./fetch-rungs";
import { ALL_SITES, originPattern } from "./site-patterns";
import { isShownAddress, isTrustedAddress, judgeRedirect } from "./site-trust";

/** What asking a site needs of the browser. */
export interface SiteEffects {
  readonly fetch: typeof fetch;
  /** Makes the worker's own request for exactly this address carry a Referer while `task` runs. */
  withReferer<T>(url: string, referer: string, task: () => Promise<T>): Promise<T>;
  /** Makes a request that follows no redirect, and tells where one leads; null where the browser does not say. */
  seeRedirect(
    url: string,
    request: () => Promise<Response>,
  ): Promise<{ readonly response: Response; readonly redirectUrl: string | null }>;
  /** Whether a site may be fetched. */
  mayFetch(origin: string): Promise<boolean>;
  /** The click opens the page's own site to scripts in the page only, not to the worker: Firefox. Absent: to both. */
  readonly isOwnSiteClosed?: boolean;
}

/** One request for a file. */
export interface SiteAsk {
  readonly url: string;
  readonly rung: Rung;
  /** Asks for a part of the file; null: for all of it. */
  readonly headers: Readonly<Record<string, string>> | null;
}

/** A site's answer, and the address at which it was given. */
export interface SiteAnswer {
  readonly response: Response;
  readonly url: string;
}

/** As many as browsers follow. */
const MAX_REDIRECTS = 20;

/**
 * Asks a site, and follows its redirects itself: cookies and Referer go to the address that was asked
 * for in the person's name, and stay with its host. Each other address is asked for plainly.
 *
 * @throws `JobFailure` for a redirect that leads to where we may not read (`redirect-refused`, with the
 *   site to be allowed), that the browser hides (`redirect-hidden`), or that must not be followed
 *   (`redirect-failed`); `TypeError` when a site cannot be reached
 */
export async function askSite(
  ask: SiteAsk,
  source: CaptureSource,
  effects: SiteEffects,
  signal: AbortSignal,
): Promise<SiteAnswer> {
  let url = bareAddress(ask.url);
  let isTrusted = isTrustedAddress(url, source);
  const { hostname: host } = new URL(url);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const hopAsk = { ...ask, url, rung: isTrusted ? ask.rung : FIRST_RUNG };
    const { response, redirectUrl } = await askOnce(hopAsk, source, effects, signal).catch(
      async (cause: unknown) => {
        const origin = hop > 0 && cause instanceof TypeError ? originPattern(new URL(url)) : null;
        if (origin === null || (await effects.mayFetch(origin))) throw cause;
        throw captureFailure("redirect-refused", { host, origin }, { cause });
      },
    );
    if (response.type !== "opaqueredirect") return { response, url };
    if (redirectUrl === null) {
      // Where what is merely named would lead nobody knows: the person's own network, perhaps.
      if (!isShownAddress(ask.url, source)) throw await nameHidden(host, effects);
      return followUnseen(hopAsk, source, effects, signal);
    }
    const next = judgeRedirect(url, redirectUrl, isTrusted, source);
    if (next === null) throw captureFailure("redirect-failed", { host });
    ({ url, isTrusted } = next);
  }
  throw captureFailure("redirect-failed", { host });
}

async function askOnce(
  { url, rung, headers }: SiteAsk,
  source: CaptureSource,
  effects: SiteEffects,
  signal: AbortSignal,
): ReturnType<SiteEffects["seeRedirect"]> {
  const isPlain = rung.credentials === "omit" && !rung.withReferer;
  const request = () =>
    effects.fetch(url, {
      credentials: rung.credentials,
      // A stored answer to a request without cookies is not the answer to one with them.
      cache: isPlain && headers === null ? "default" : "no-store",
      redirect: "manual",
      ...(headers !== null && { headers }),
      signal,
    });
  const seen = () => effects.seeRedirect(url, request);
  const referer = rung.withReferer ? sourceReferer(source, url) : null;
  return referer === null ? seen() : effects.withReferer(url, referer, seen);
}

/**
 * Where the browser does not say where a redirect leads, only a plain request may follow it. What it finds where
 * a page must not lead is not read.
 */
async function followUnseen(
  { url, rung, headers }: SiteAsk,
  source: CaptureSource,
  effects: SiteEffects,
  signal: AbortSignal,
): Promise<SiteAnswer> {
  const { hostname: host } = new URL(url);
  const plainly: RequestInit = {
    credentials: "omit",
    cache: "no-store",
    referrerPolicy: "no-referrer",
    signal,
  };
  if (rung.credentials === "include") throw captureFailure("redirect-failed", { host });
  try {
    const response = await effects.fetch(url, { ...plainly, ...(headers !== null && { headers }) });
    const foundUrl = response.url || url;
    if (judgeRedirect(url, foundUrl, false, source) !== null) return { response, url: foundUrl };
    await response.body?.cancel();
    throw captureFailure("redirect-failed", { host });
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    const mayFetchAll = await effects.mayFetch(ALL_SITES);
    const isEnd = mayFetchAll || !(await leadsSomewhere(url, plainly, effects));
    throw isEnd
      ? captureFailure("redirect-failed", { host }, { cause })
      : captureFailure("redirect-hidden", { host, origin: ALL_SITES }, { cause });
  }
}

/** With a permission for all sites the browser says where a redirect leads. */
async function nameHidden(host: string, { mayFetch }: SiteEffects): Promise<JobFailure> {
  return (await mayFetch(ALL_SITES))
    ? captureFailure("redirect-failed", { host })
    : captureFailure("redirect-hidden", { host, origin: ALL_SITES });
}

/** Without CORS the browser follows to any site, and hides what it got: there is something. */
async function leadsSomewhere(
  url: string,
  init: RequestInit,
  effects: SiteEffects,
): Promise<boolean> {
  try {
    const { type, body } = await effects.fetch(url, { ...init, mode: "no-cors" });
    await body?.cancel();
    return type === "opaque";
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return false;
  }
}
