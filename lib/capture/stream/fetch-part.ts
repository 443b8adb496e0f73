import { captureFailure } from "../../errors/capture-failure";
import { JobFailure } from "../../errors/job-error";
import type { CaptureSource } from "../../jobs/capture-source";
import type { Rung } from "../../jobs/rung";
import type { SiteEffects } from "../site/ask-site";
import { climbRungs } from "../site/climb-rungs";
import { type ByteTaker, download } from "../site/download";
import { FIRST_RUNG } from "../site/fetch-rungs";
import { originPattern } from "../site/site-patterns";
import { mayOffer, namingPageOf } from "../site/site-trust";
import type { FilePart } from "./stream";

/** Fetches a part into a taker, made anew for each try. @returns the address at which it was found */
export type PartFetch = (
  part: FilePart,
  take: () => ByteTaker,
  signal: AbortSignal,
) => Promise<string>;

/**
 * Fetches playlists and pieces as their sites want to be asked, plainly first. What has helped with one
 * piece is tried first with the next of the same origin, and says nothing about other origins.
 *
 * @throws (while fetching) `JobFailure` as `download`; `permission-refused`; `unsupported-source` for an
 *   address that a page must not name
 */
export function createPartFetch(source: CaptureSource, effects: SiteEffects): PartFetch {
  const rungs = new Map<string, Rung>();
  return async ({ url, range }, take, signal) => {
    const target = new URL(url);
    await checkAllowed(url, source, effects);
    const headers = range === null ? null : { range: toRangeHeader(range) };
    let answeredUrl = url;
    const climb = await climbRungs(url, source, rungs.get(target.origin) ?? FIRST_RUNG, (rung) =>
      download(
        { url, rung, headers },
        source,
        effects,
        signal,
        async ({ response, url: found }) => {
          if (range !== null && response.status !== 206) {
            throw captureFailure("source-http-error", {
              host: target.hostname,
              httpStatus: response.status,
            });
          }
          answeredUrl = found;
          return take();
        },
      ).then(
        () => null,
        (failure: unknown) => {
          if (failure instanceof JobFailure) return failure;
          throw failure;
        },
      ),
    );
    if (climb.rung === null) throw climb.first;
    rungs.set(target.origin, climb.rung);
    return answeredUrl;
  };
}

/**
 * Whether an address of a stream may be asked for: the page's own site is open since the click, where the browser
 * opens it to the worker; any other must have been allowed.
 *
 * @throws `JobFailure` `permission-refused` with the site to be allowed; `unsupported-source`
 */
export async function checkAllowed(
  url: string,
  source: CaptureSource,
  { mayFetch, isOwnSiteClosed = false }: Pick<SiteEffects, "mayFetch" | "isOwnSiteClosed">,
): Promise<void> {
  const { pageUrl } = source;
  if (url !== source.url && !mayOffer(url, namingPageOf(source))) {
    throw captureFailure("unsupported-source");
  }
  const target = new URL(url);
  const isOwnSite = URL.canParse(pageUrl) && new URL(pageUrl).origin === target.origin;
  if (isOwnSite && !isOwnSiteClosed) return;
  const origin = originPattern(target);
  if (origin !== null && !(await mayFetch(origin))) {
    throw captureFailure("permission-refused", { origin });
  }
}

function toRangeHeader({ startByte, totalBytes }: NonNullable<FilePart["range"]>): string {
  return `bytes=${startByte}-${startByte + totalBytes - 1}`;
}
