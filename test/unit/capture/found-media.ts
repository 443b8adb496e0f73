import type { FoundMedia } from "../../../lib/capture/page/page-messages";

/** Something that a scan has found, of 300 by 200 pixels unless told. */
export function found(key: string, change: Partial<FoundMedia> = {}): FoundMedia {
  return {
    key,
    kind: "image",
    url: `https://site.test/${key}.jpg`,
    widthPx: 300,
    heightPx: 200,
    altText: "",
    isShown: true,
    thumbnail: "",
    ...change,
  };
}
