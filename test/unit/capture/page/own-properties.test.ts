import { afterEach, describe, expect, it, vi } from "vitest";
import { ownDocument, ownElement } from "../../../../lib/capture/page/own-properties";

class Page {
  readonly #title = "Harbor";
  get title() {
    return this.#title;
  }
  querySelector(selector: string) {
    return `${selector} of ${this.#title}`;
  }
}

class Field {
  getAttribute(name: string) {
    return name === "title" ? "A form" : null;
  }
}

/** As a browser does with elements of these names. */
function cover(node: object, ...names: readonly string[]) {
  for (const name of names) Object.defineProperty(node, name, { value: { nodeName: "IMG" } });
  return node;
}

afterEach(() => vi.unstubAllGlobals());

describe("an element of the page that is called like a property", () => {
  it("does not stand in the place of the document's own", () => {
    vi.stubGlobal("Document", Page);
    vi.stubGlobal("document", cover(new Page(), "title", "querySelector"));
    expect(ownDocument().title).toBe("Harbor");
    expect(ownDocument().querySelector("img")).toBe("img of Harbor");
  });

  it("does not stand in the place of a form's own", () => {
    vi.stubGlobal("Element", Field);
    const form = cover(new Field(), "getAttribute") as Element;
    expect(ownElement(form).getAttribute("title")).toBe("A form");
  });
});
