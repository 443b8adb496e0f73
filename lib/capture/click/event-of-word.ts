import type { AttachmentEvent } from "../../jobs/attachment-event";
import type { CaptureSource } from "../../jobs/capture-source";
import type { PageDescription, PageOffers } from "../page/page-messages";
import { isTrustedAddress } from "../site/site-trust";
import { chooseVersions } from "../versions/choose-versions";

/**
 * What it means that a page says this of what was clicked in it. A page can have the browser name an address and show
 * something else: then no cookies go to another site, and of an image whose style shows another picture the pixels are taken.
 *
 * @param offers what the page lists for the element, with the lists that were seen otherwise; null for none
 */
export function eventOfWord(
  source: CaptureSource,
  { altText, credit, pageTitle, shownSize, referrerPolicy, ...said }: PageDescription,
  offers: PageOffers | null,
): Extract<AttachmentEvent, { readonly type: "described" }> {
  const isOwnSite = isTrustedAddress(source.url, { ...source, isOffered: true });
  return {
    type: "described",
    altText,
    credit,
    pageTitle,
    shownSize,
    referrerPolicy,
    isOffered: !said.isShown,
    isUnvouched: said.isDoubtful && !isOwnSite,
    ...(said.isReplaced && { wantsScreen: true }),
    ...(offers !== null && { offer: chooseVersions(offers, said.language) }),
  };
}
