import { browser } from "wxt/browser";
import { ALL_SITES } from "../capture/site/site-patterns";
import type { JobError } from "../errors/job-error";
import { wantedOrigin } from "../errors/wanted-origin";

/**
 * The click handler that asks the browser for the site that an error names, and goes on when the
 * person agrees; undefined when the error names none. The browser accepts the question only in the
 * click itself, before any `await`.
 *
 * @param noteRequest tells the worker what is being asked for: the browser's dialog may close this page
 */
export function siteRequest(
  error: JobError,
  goOn: () => void,
  noteRequest: () => void = () => {},
): (() => void) | undefined {
  const origin = wantedOrigin(error);
  if (origin === null) return undefined;
  return () => {
    noteRequest();
    void browser.permissions.request({ origins: [origin] }).then((isGranted) => {
      if (isGranted) goOn();
    });
  };
}

/** The click handler that asks the browser for every site, and goes on when the person agrees. */
export function allSitesRequest(goOn: () => void, noteRequest: () => void): () => void {
  return () => {
    noteRequest();
    void browser.permissions.request({ origins: [ALL_SITES] }).then((isGranted) => {
      if (isGranted) goOn();
    });
  };
}
