import type { PageWord } from "./ask-page";
import type { PageDescription } from "../page/page-messages";

/** How often a page that the click lets us in to is asked again, and after which pauses. */
const ASK_AGAIN_TIMES = 5;
const ASK_AGAIN_MS = 100;

/** Who is asked, and what is known of the permission. */
export interface PageHearing {
  /** What the page was asked in the click; null when it was not. */
  readonly early: PageWord | null;
  /** The click itself lets us in: the picture stands in the tab's own page, on the web. */
  readonly isLetIn: boolean;
  /** Asks the page now. */
  ask(): Promise<PageWord>;
  /** Whether the person has just allowed the picture's site; undefined when not asked. */
  mayRead(): Promise<boolean | undefined>;
  /** Waits for so long. */
  pause(waitMs: number): Promise<void>;
}

/**
 * What the page says of a picture; null where it lets nobody in, even when allowed. The browser tells a
 * tab's process that the click lets us in beside the click itself, and the question can come first, on
 * a busy machine more than once: a page that was silent is asked again, the tab's own for half a second.
 */
export async function hearPage({
  early,
  isLetIn,
  ask,
  mayRead,
  pause,
}: PageHearing): Promise<PageDescription | null> {
  let word = early === null || early.description === null ? await ask() : early;
  const times = isLetIn ? ASK_AGAIN_TIMES : 0;
  for (let again = 0; !word.wasLetIn && again < times; again += 1) {
    await pause(ASK_AGAIN_MS);
    word = await ask();
  }
  // A frame of another origin lets us in once the person has allowed that origin.
  if (!word.wasLetIn && (await mayRead()) === true) word = await ask();
  return word.description;
}
