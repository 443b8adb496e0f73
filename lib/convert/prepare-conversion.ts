import { askHiddenPage } from "./ask-hidden-page";
import { openConversionPage } from "./conversion-page";

/**
 * Has the hidden page draw a picture that is being edited, or load what joins the pieces of a stream that come in. Nothing
 * is lost where it does not: the conversion does it then.
 */
export async function prepareConversion(attachmentId: string): Promise<void> {
  await openConversionPage();
  // A page that goes in this moment has prepared nothing.
  await askHiddenPage({ type: "prepare-conversion", attachmentId }).catch(() => null);
}
