import type { PageDescription } from "../../../../lib/capture/page/page-messages";

/** What a page says of an image that it shows. */
export const HARBOR: PageDescription = {
  altText: "A harbor at dusk",
  credit: "",
  pageTitle: "Harbor",
  shownSize: null,
  isShown: true,
  isDoubtful: false,
  isReplaced: false,
  look: null,
  referrerPolicy: "",
  language: "",
  offers: null,
};
