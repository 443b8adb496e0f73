import type { PageWord } from "./ask-page";
import type { PageDescription } from "../page/page-messages";

/**
 * What the page says of a picture; null where it lets nobody in, even when allowed. A page that said
 * nothing in the click is asked again: the browser tells a tab's process that the click lets us in
 * beside the click itself, and the question can come first.
 *
 * @param early what the page was asked in the click; null when it was not
 * @param ask asks it now
 * @param mayRead whether the person has just allowed the picture's site; undefined when not asked
 */
export async function hearPage(
  early: PageWord | null,
  ask: () => Promise<PageWord>,
  mayRead: () => Promise<boolean | undefined>,
): Promise<PageDescription | null> {
  let word = early === null || early.description === null ? await ask() : early;
  // A frame of another origin lets us in once the person has allowed that origin.
  if (!word.wasLetIn && (await mayRead()) === true) word = await ask();
  return word.description;
}
