/** X accepts at most this many characters. Source: X API v2, `POST /2/media/metadata`. */
export const MAX_ALT_TEXT_LENGTH = 1000;

/** As much of an alt text as X takes. A character outside the first plane is two units long: no half of it stays. */
export function cutAltText(altText: string): string {
  const cut = altText.slice(0, MAX_ALT_TEXT_LENGTH);
  const isHalved = cut.length < altText.length && /[\uD800-\uDBFF]$/.test(cut);
  return isHalved ? cut.slice(0, -1) : cut;
}
