/** What an element shows that is made for files of any kind. */
export interface EmbeddedMedia {
  readonly element: "image" | "video";
  /** Absolute; empty where the element names none. */
  readonly address: string;
}

/** What a page that says no type leaves to the name of the file, as browsers do. */
const IMAGE_NAME = /\.(?:jpe?g|jfif|png|gif|webp|avif|svg|bmp|ico)$/i;
const VIDEO_NAME = /\.(?:mp4|m4v|mov|webm|ogv)$/i;

/**
 * The picture or film that an `<object>`, an `<embed>` or a button with a picture (`<input type="image">`) shows, by the type
 * that the page says, else by the name of the file; null for a document, and for one whose own page is looked through.
 */
export function embeddedMediaOf(element: Element): EmbeddedMedia | null {
  if (element instanceof HTMLInputElement) {
    return element.type === "image" ? { element: "image", address: element.src } : null;
  }
  if (element instanceof HTMLEmbedElement) return judge(element.src, element.type);
  if (!(element instanceof HTMLObjectElement) || element.contentDocument !== null) return null;
  return judge(element.data, element.type);
}

function judge(address: string, type: string): EmbeddedMedia | null {
  const said = /^\s*(image|video)\//i.exec(type || inlineTypeOf(address))?.[1]?.toLowerCase();
  if (said === "image" || said === "video") return { element: said, address };
  if (type !== "" || !/^(?:https?|file):/i.test(address) || !URL.canParse(address)) return null;
  const { pathname } = new URL(address);
  if (IMAGE_NAME.test(pathname)) return { element: "image", address };
  return VIDEO_NAME.test(pathname) ? { element: "video", address } : null;
}

/** Of an address that holds its own bytes. */
function inlineTypeOf(address: string): string {
  return /^data:([^;,]{0,100})/i.exec(address)?.[1] ?? "";
}
