import type { PageReading } from "./read-in-page";

/**
 * Runs inside a frame: sends what a scan has found without an address to the worker. A canvas goes as
 * a PNG, an inline `<svg>` as a file of its own, with the styles that the page gives it written into
 * it, and a picture in an address too long to be told as it is.
 *
 * The browser serialises this function: it may use nothing from outside itself.
 *
 * @param key see `scanPage`
 */
export async function readFoundInPage(key: string, ticket: string): Promise<PageReading> {
  interface Runtime {
    sendMessage(message: unknown): Promise<unknown>;
  }
  const scope = globalThis as {
    browser?: { runtime?: Runtime };
    chrome?: { runtime?: Runtime };
    foundMedia?: Map<string, { readonly element: Element; readonly address: string }>;
  };
  const runtime = scope.browser?.runtime ?? scope.chrome?.runtime;
  const found = scope.foundMedia?.get(key);
  if (runtime === undefined || found === undefined) return { ended: "unreadable" };
  const { element: drawing, address } = found;

  const MAX_STYLED = 3000;
  const STYLES = [
    "color|display|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|opacity",
    "stroke|stroke-dasharray|stroke-linecap|stroke-linejoin|stroke-opacity|stroke-width",
    "stop-color|stop-opacity|text-anchor|transform|visibility",
  ].flatMap((line) => line.split("|"));

  const toFile = (svg: SVGSVGElement): Blob => {
    const copy = svg.cloneNode(true) as SVGSVGElement;
    const originals = [svg, ...svg.querySelectorAll("*")];
    const copies = [copy, ...copy.querySelectorAll("*")];
    for (const [index, node] of originals.slice(0, MAX_STYLED).entries()) {
      const style = getComputedStyle(node);
      const words = STYLES.map((name) => `${name}:${style.getPropertyValue(name)}`);
      copies[index]?.setAttribute("style", words.join(";"));
    }
    // A symbol that stands elsewhere on the page comes along.
    for (const use of copy.querySelectorAll("use")) {
      const id = use.getAttribute("href") ?? use.getAttribute("xlink:href") ?? "";
      const symbol = id.startsWith("#") ? document.getElementById(id.slice(1)) : null;
      if (symbol !== null && copy.querySelector(`[id="${CSS.escape(symbol.id)}"]`) === null) {
        copy.append(symbol.cloneNode(true));
      }
    }
    for (const script of copy.querySelectorAll("script, foreignObject")) script.remove();
    const box = svg.getBoundingClientRect();
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    if (!copy.hasAttribute("viewBox"))
      copy.setAttribute("viewBox", `0 0 ${box.width} ${box.height}`);
    copy.setAttribute("width", String(box.width));
    copy.setAttribute("height", String(box.height));
    const text = new XMLSerializer().serializeToString(copy);
    return new Blob([text], { type: "image/svg+xml" });
  };

  let blob: Blob | null;
  try {
    blob =
      address !== ""
        ? await (await fetch(address)).blob()
        : drawing instanceof HTMLCanvasElement
          ? await new Promise<Blob | null>((resolve) => drawing.toBlob(resolve, "image/png"))
          : drawing instanceof SVGSVGElement
            ? toFile(drawing)
            : null;
  } catch (error) {
    return error instanceof DOMException && error.name === "SecurityError"
      ? { ended: "tainted" }
      : { ended: "unreadable" };
  }
  if (blob === null) return { ended: "unreadable" };
  const reply = await runtime.sendMessage({
    type: "capture-part",
    ticket,
    index: 0,
    blob,
    answer: null,
    isLast: true,
  });
  const isWanted =
    typeof reply === "object" && reply !== null && "goOn" in reply && reply.goOn === true;
  return { ended: isWanted ? "complete" : "stopped" };
}
