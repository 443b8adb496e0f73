import { browser } from "wxt/browser";
import type { RedirectProbe } from "./find-redirect";

/** Apart from the Referer rule's id; the ids above it are taken too, one a question. */
const FIRST_RULE_ID = 1000;
const LOCK = "redirect-probe";
const HEADER = "x-redirect-answer";
const ANSWER_MS = 10_000;

/**
 * Asks by session rules that look at the answer to a HEAD request of this extension: the rule whose
 * globs its `Location` is like takes that header away, so that the answer can be read, and writes
 * down which it was. Rules hold for sites that were allowed; elsewhere the answer is null.
 */
export const probeRedirect: RedirectProbe = async (url, questions) =>
  navigator.locks.request(LOCK, async () => {
    const ids = questions.map((_, index) => FIRST_RULE_ID + index);
    const condition = {
      initiatorDomains: [new URL(browser.runtime.getURL("/popup.html")).hostname],
      requestDomains: [new URL(url).hostname],
      // Pictures are asked for with GET: their redirects stay as they are.
      requestMethods: ["head" as const],
    };
    try {
      await browser.declarativeNetRequest.updateSessionRules({
        removeRuleIds: ids,
        addRules: questions.map((values, index) => ({
          id: FIRST_RULE_ID + index,
          condition: {
            ...condition,
            responseHeaders: [{ header: "location", values: [...values] }],
          },
          action: {
            type: "modifyHeaders" as const,
            responseHeaders: [
              { header: "location", operation: "remove" as const },
              { header: HEADER, operation: "set" as const, value: String(index) },
            ],
          },
        })),
      });
      const answer = await fetch(url, {
        method: "HEAD",
        // Whatever still redirects is not followed.
        redirect: "error",
        credentials: "omit",
        cache: "no-store",
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      const index = answer.headers.get(HEADER);
      return index === null ? null : Number(index);
    } catch (error) {
      // No rule was met, the site does not answer, or the browser does not know such rules.
      if (error instanceof Error) return null;
      throw error;
    } finally {
      await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: ids });
    }
  });
