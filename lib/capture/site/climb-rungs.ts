import { JobFailure } from "../../errors/job-error";
import type { CaptureSource } from "../../jobs/capture-source";
import type { Rung } from "../../jobs/rung";
import { furtherRungs, type RungFailure, sourceReferer } from "./fetch-rungs";
import { isTrustedAddress } from "./site-trust";

/** The answer was a picture, but a smaller one than the page shows. */
export class PlaceholderReceived extends Error {
  override readonly name = "PlaceholderReceived";
}

/** How a climb ended: with the rung that brought the file, or with the failure of the first. */
export type Climb = { readonly rung: Rung } | { readonly rung: null; readonly first: Error };

/**
 * Asks for one address in one way after the other, as {@link furtherRungs} says, until one brings the file.
 *
 * @param attempt answers null when it has brought the file, else why not. What it throws ends the climb
 */
export async function climbRungs(
  url: string,
  source: CaptureSource,
  firstRung: Rung,
  attempt: (rung: Rung) => Promise<Error | null>,
): Promise<Climb> {
  const first = await attempt(firstRung);
  if (first === null) return { rung: firstRung };
  const identity = {
    isTrusted: isTrustedAddress(url, source),
    referer: sourceReferer(source, url),
    mayTakeCookies: source.isUnvouched !== true,
  };
  for (const rung of furtherRungs(failureKind(first), identity)) {
    if ((await attempt(rung)) === null) return { rung };
  }
  return { rung: null, first };
}

/** What a failure of one way says about the others. */
function failureKind(failure: Error): RungFailure {
  if (failure instanceof PlaceholderReceived) return "placeholder";
  if (!(failure instanceof JobFailure)) return "other";
  switch (failure.error.code) {
    case "not-media":
    // Without its cookies a site leads to its sign-in, elsewhere or round in circles.
    case "redirect-failed":
    case "redirect-refused":
    case "redirect-hidden":
      return "not-media";
    case "source-forbidden":
    case "source-http-error":
    case "empty-file":
    // Some sites answer 404 to whom they do not want to show that there is something.
    case "source-not-found":
      return "refused";
    default:
      return "other";
  }
}
