import { browser } from "wxt/browser";
import { promptAnswer } from "../click/open-prompts";
import type { SiteEffects } from "./ask-site";
import { withReferer } from "./referer-rule";
import { seeRedirect } from "./see-redirect";

/** How the worker asks sites for what belongs to an attachment. */
export function browserSiteEffects(attachmentId: string): SiteEffects {
  return {
    fetch: (input, init) => fetch(input, init),
    withReferer,
    seeRedirect,
    async mayFetch(origin) {
      await promptAnswer(attachmentId);
      return browser.permissions.contains({ origins: [origin] });
    },
    isOwnSiteClosed: import.meta.env.FIREFOX,
  };
}
