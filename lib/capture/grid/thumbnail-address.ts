import { mayOffer } from "../site/site-trust";
import type { PageMedia } from "./rank-media";

/**
 * The address of the small picture of something in a page's list: what the page has drawn, else its own address,
 * to be asked for plainly, without cookies and Referer. Empty where there is none to show: a film, and an address
 * that the page must not name.
 */
export function thumbnailAddress({
  thumbnail,
  url,
  kind,
  frameUrl,
}: Pick<PageMedia, "thumbnail" | "url" | "kind" | "frameUrl">): string {
  if (thumbnail.startsWith("data:image/")) return thumbnail;
  if (kind === "video") return "";
  const isPicture = /^(?:https?:|data:image\/)/i.test(url);
  return isPicture && mayOffer(url, frameUrl) ? url : "";
}
