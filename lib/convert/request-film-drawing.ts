import { askHiddenPage } from "./ask-hidden-page";
import { closeConversionPage, openConversionPage } from "./conversion-page";

/** A frame that is not there by then is not worth the machine: the hidden page ends its worker. */
export const LONGEST_DRAWING_MS = 10_000;

/** With what opening the page takes. So long, for each film before it too, the bytes of a post that is out stay at most. */
const LONGEST_WAIT_MS = 15_000;

/**
 * Has the hidden page draw a thumbnail of a film that X has, and store it; one film at a time over all contexts.
 * Resolves when it is over, whether there is a picture or not: a page that dies or hangs has drawn none.
 */
export async function requestFilmDrawing(attachmentId: string): Promise<void> {
  await navigator.locks.request("thumbnail", async () => {
    const found = await openConversionPage();
    // Rejected where the page was closed or has died: what is not drawn leaves the symbol.
    const answer = askHiddenPage({ type: "draw-film", attachmentId }).catch(() => null);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tooLong = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), LONGEST_WAIT_MS);
    });
    await Promise.race([answer, tooLong]);
    clearTimeout(timer);
    if (found === "opened") await closeUnlessConverting();
  });
}

/** A page that was opened for one frame takes memory that the next capture may need; it opens again in a moment. */
async function closeUnlessConverting(): Promise<void> {
  await navigator.locks.request("conversion", { ifAvailable: true }, async (lock) => {
    if (lock !== null) await closeConversionPage();
  });
}
