import { parseHTML } from "linkedom";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { oneLine } from "../../../../lib/capture/page/page-text";
import { creditOf, labelOf } from "../../../../lib/capture/page/words-of-element";

const ADDRESS = "https://news.example/boats.jpg?w=800";
const PICTURE = `<img src="${ADDRESS}">`;

beforeEach(() => {
  // The parser's document has no shadow trees.
  vi.stubGlobal("ShadowRoot", DataView);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function pictureIn(html: string): Element {
  const { document, Element } = parseHTML(`<html><body>${html}</body></html>`);
  Object.defineProperty(document, "baseURI", { value: "https://news.example/story" });
  vi.stubGlobal("document", document);
  vi.stubGlobal("Document", { prototype: document });
  vi.stubGlobal("Element", Element);
  const picture = document.querySelector("img");
  if (picture === null) throw new Error("The page has no picture.");
  return picture;
}

const label = (html: string) => oneLine(labelOf(pictureIn(html)), 1000);
const credit = (html: string) => creditOf(pictureIn(html), ADDRESS);
const data = (value: unknown) =>
  `<script type="application/ld+json">${JSON.stringify(value)}</script>${PICTURE}`;

describe("what a page says that a picture shows", () => {
  it.each([
    ["its alternative text", `<img alt="Boats" aria-label="Ships">`, "Boats"],
    ["its name", `<img alt=" " aria-label="Ships" title="A photo">`, "Ships"],
    [
      "the elements that name it, before what describes it",
      `<h2 id="a">Three boats</h2><p id="b">Anna's</p><img aria-labelledby="gone a" aria-describedby="b">`,
      "Three boats",
    ],
    [
      "what describes it",
      `<p id="a">Three boats</p><p id="b">at dusk</p><img aria-describedby="a gone b" title="A photo">`,
      "Three boats at dusk",
    ],
    [
      "its caption",
      `<figure><img><figcaption>Boats<br>at dusk</figcaption></figure>`,
      "Boats at dusk",
    ],
    [
      "its caption without the credit",
      `<figure><img><figcaption>Boats <span class="image-credit">Ada</span></figcaption></figure>`,
      "Boats",
    ],
    ["its title", `<figure><img title="A photo"><figcaption></figcaption></figure>`, "A photo"],
    ["nothing", `<p>Boats</p><img>`, ""],
  ])("is %s", (_what, html, expected) => {
    expect(label(html)).toBe(expected);
  });

  it("is the title within a drawing", () => {
    const drawing = `<svg><title>A red kite</title><g><title>Its tail</title></g></svg>`;
    const { document } = parseHTML(`<html><body><img>${drawing}</body></html>`);
    pictureIn("<img>");
    const svg = document.querySelector("svg");
    expect(svg && labelOf(svg)).toBe("A red kite");
  });

  it("is the title of a picture within a drawing, else the drawing's own name", () => {
    const ofPictureIn = (drawing: string) => {
      const { document } = parseHTML(`<html><body>${drawing}</body></html>`);
      pictureIn("<img>");
      const picture = document.querySelector("image");
      return picture && labelOf(picture);
    };
    const picture = `<image href="boats.jpg"/>`;
    expect(ofPictureIn(`<svg aria-label="A map">${picture}</svg>`)).toBe("A map");
    expect(ofPictureIn(`<svg><title>A map</title><g>${picture}</g></svg>`)).toBe("A map");
    expect(
      ofPictureIn(
        `<svg aria-label="A map"><image href="boats.jpg"><title>Boats</title></image></svg>`,
      ),
    ).toBe("Boats");
    expect(ofPictureIn(`<svg>${picture}</svg>`)).toBe("");
  });

  it("never holds code, and ends where a caption has no end", () => {
    expect(
      label(`<figure><img><figcaption>Boats<script>let a;</script></figcaption></figure>`),
    ).toBe("Boats");
    const endless = "<i>word</i> ".repeat(5000);
    expect(
      labelOf(pictureIn(`<figure><img><figcaption>${endless}</figcaption></figure>`)).length,
    ).toBeLessThan(10_001);
  });
});

describe("who has made a picture", () => {
  it.each([
    [
      "an element of the caption",
      `<figure>${PICTURE}<figcaption>Boats <small class="photo-credit">Photo: Ada Lovelace</small></figcaption></figure>`,
      "Ada Lovelace",
    ],
    [
      "a property of the figure",
      `<figure itemscope>${PICTURE}<meta itemprop="copyrightHolder" content="Ada / Agency"></figure>`,
      "Ada / Agency",
    ],
    [
      "its author, where nobody else is named",
      `<div itemscope itemtype="https://schema.org/ImageObject">${PICTURE}<span itemprop="author">Ada</span></div>`,
      "Ada",
    ],
    [
      "an element beside a picture that stands alone",
      `<main><div>${PICTURE}<p class="credits">© Ada</p></div></main>`,
      "Ada",
    ],
    [
      "a line in brackets",
      `<figure>${PICTURE}<figcaption>Boats at dusk. (Foto: Ada Lovelace/Agentur)</figcaption></figure>`,
      "Ada Lovelace/Agentur",
    ],
    [
      "the last words of the caption",
      `<figure>${PICTURE}<figcaption><p>Boats</p><p>Photograph by Ada Lovelace.</p></figcaption></figure>`,
      "Ada Lovelace",
    ],
    [
      "a line in Japanese",
      `<figure>${PICTURE}<figcaption>夕暮れの港（写真：山田花子）</figcaption></figure>`,
      "山田花子",
    ],
    [
      "the page's data about the picture",
      data({
        "@graph": [
          {
            "@type": "ImageObject",
            contentUrl: "https://news.example/other.jpg",
            creditText: "Bob",
          },
          {
            "@type": ["ImageObject"],
            url: "/boats.jpg",
            creator: [{ "@type": "Person", name: "Ada" }],
          },
        ],
      }),
      "Ada",
    ],
  ])("is what %s says", (_what, html, expected) => {
    expect(credit(html)).toBe(expected);
  });

  it.each([
    [
      "a caption that names nobody",
      `<figure>${PICTURE}<figcaption>Photo finish at dusk</figcaption></figure>`,
    ],
    [
      "an element beside several pictures",
      `<div>${PICTURE}<img src="/b.jpg"><p class="credit">Ada</p></div>`,
    ],
    [
      "the data of another picture",
      data({ "@type": "ImageObject", url: "/dunes.jpg", creditText: "Bob" }),
    ],
    ["data that cannot be read", `<script type="application/ld+json">{"@type"</script>${PICTURE}`],
    [
      "so many words that they name nobody",
      `<figure>${PICTURE}<p class="credit">${"word ".repeat(60)}</p></figure>`,
    ],
  ])("is not told by %s", (_what, html) => {
    expect(credit(html)).toBe("");
  });

  it("cannot turn the direction of the words behind it", () => {
    expect(
      credit(`<figure>${PICTURE}<p class="credit">Ada\u202e\u0007 Lovelace</p></figure>`),
    ).toBe("Ada Lovelace");
  });
});
