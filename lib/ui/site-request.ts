import { browser } from "wxt/browser";
import { ALL_SITES } from "../capture/site/site-patterns";
import type { JobError } from "../errors/job-error";
import { wantedOrigin } from "../errors/wanted-origin";
import { sendCommand } from "./send-command";

/**
 * Asks the person for sites by the browser's own question, and resolves with whether they are allowed. Call it
 * in the click, before any `await`. In Chromium the worker asks, whom the click's message lets: the question
 * closes the popup. Firefox lets the page alone.
 *
 * @param origins match patterns
 */
export async function askSites(origins: readonly string[]): Promise<boolean> {
  if (import.meta.env.FIREFOX) return browser.permissions.request({ origins: [...origins] });
  const answer = await sendCommand({ type: "ask-sites", origins });
  return answer.ok && answer.value;
}

/**
 * The click handler that asks the browser for the site that an error names, and goes on when the
 * person agrees; undefined when the error names none. The browser accepts the question only in the
 * click itself, before any `await`.
 *
 * @param noteRequest tells the worker what is being asked for: the browser's dialog may close this page
 * @param noteRefusal tells the worker that the person has refused
 */
export function siteRequest(
  error: JobError,
  goOn: () => void,
  noteRequest: () => void = () => {},
  noteRefusal: () => void = () => {},
): (() => void) | undefined {
  const origin = wantedOrigin(error);
  if (origin === null) return undefined;
  return () => {
    noteRequest();
    void askSites([origin]).then((isGranted) => {
      if (isGranted) goOn();
      else noteRefusal();
    });
  };
}

/** The click handler that asks the browser for every site, and goes on when the person agrees. */
export function allSitesRequest(
  goOn: () => void,
  noteRequest: () => void,
  noteRefusal: () => void,
): () => void {
  return () => {
    noteRequest();
    void askSites([ALL_SITES]).then((isGranted) => {
      if (isGranted) goOn();
      else noteRefusal();
    });
  };
}
