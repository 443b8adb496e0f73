import { ownDocument } from "./own-properties";

/** What stands on a page by an address of another site, and cannot be taken along. */
export class PartElsewhere extends Error {
  override readonly name = "PartElsewhere";
}

/** Larger pictures and fonts are in no drawing. */
const MAX_PART_BYTES = 8 * 1024 * 1024;

/**
 * Reads a picture or a font of a page as the page itself can, as a `data:` address.
 *
 * @throws `PartElsewhere` where the page must not read it, or it is gone
 */
export async function inlinePart(address: string): Promise<string> {
  if (address.startsWith("data:")) return address;
  let part: Blob;
  try {
    const response = await fetch(new URL(address, ownDocument().baseURI), {
      cache: "force-cache",
      // Another site is asked as anybody could: without cookies, which is the default, and without a Referer.
      referrerPolicy: "same-origin",
    });
    if (!response.ok) throw new PartElsewhere();
    part = await response.blob();
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new PartElsewhere(undefined, { cause });
  }
  if (part.size > MAX_PART_BYTES) throw new PartElsewhere();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () => reject(new PartElsewhere()));
    reader.readAsDataURL(part);
  });
}
