import { browser } from "wxt/browser";
import { exactUrlFilter } from "./exact-url-filter";

/** One rule at a time, so one id; it must stay below 2^31 or Chromium refuses it. */
const RULE_ID = 1;
const LOCK = "referer-rule";

/**
 * Makes the worker's own request for one address carry a Referer while the task runs. A fetch cannot set
 * that header itself; a session rule for requests that this extension starts can, where the host
 * permission was granted. One at a time: a rule would change the Referer of another capture.
 */
export async function withReferer<T>(
  url: string,
  referer: string,
  task: () => Promise<T>,
): Promise<T> {
  return navigator.locks.request(LOCK, async () => {
    await browser.declarativeNetRequest.updateSessionRules({
      removeRuleIds: [RULE_ID],
      addRules: [
        {
          id: RULE_ID,
          condition: {
            // The requests of this extension alone: the same picture on a page keeps its own Referer.
            initiatorDomains: [new URL(browser.runtime.getURL("/popup.html")).hostname],
            tabIds: [browser.tabs.TAB_ID_NONE],
            requestMethods: ["get"],
            urlFilter: exactUrlFilter(url),
            isUrlFilterCaseSensitive: true,
          },
          action: {
            type: "modifyHeaders",
            requestHeaders: [{ header: "referer", operation: "set", value: referer }],
          },
        },
      ],
    });
    try {
      return await task();
    } finally {
      await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: [RULE_ID] });
    }
  });
}

/** Forgets the rule of a worker that was ended while it stood: for each start. */
export async function clearReferer(): Promise<void> {
  await navigator.locks.request(LOCK, () =>
    browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: [RULE_ID] }),
  );
}
