import { afterEach, describe, expect, it, vi } from "vitest";
import { describeElement } from "../../../../lib/capture/page/describe-element";
import { findElement } from "../../../../lib/capture/page/find-element";
import type { PageTarget } from "../../../../lib/capture/page/page-messages";
import { scanPage } from "../../../../lib/capture/page/scan-page";
import { findShownElement } from "../../../../lib/capture/page/shown-element";
import { openPage } from "./page-of-media";

const SEEN = "https://page.test/seen.jpg";
const OTHER = "https://page.test/other.jpg";
const INLINE = "data:image/png;base64,AAAA";

afterEach(() => {
  vi.unstubAllGlobals();
});

const clicked = (srcUrl: string, element: "image" | "video" = "image"): PageTarget => ({
  srcUrl,
  element,
  key: null,
});

/** Looks through the page, and picks what is of a kind. */
function pick(kind: string): PageTarget {
  const { found } = scanPage({ maxElements: 100, maxFound: 100, maxMs: 60_000 });
  const media = found.find((one) => one.kind === kind);
  if (media === undefined) throw new Error(`Nothing of the kind ${kind} was found.`);
  return { srcUrl: media.url, element: kind === "video" ? "video" : "image", key: media.key };
}

/** Nothing of what the page shows now is taken for what is meant. */
function expectUnknown(target: PageTarget) {
  expect(describeElement(target)).toMatchObject({
    isShown: false,
    shownSize: null,
    look: null,
    offers: null,
  });
  expect(findShownElement(target)).toBeUndefined();
}

describe("a picture that was pressed", () => {
  it("is known as long as it is shown", () => {
    const page = openPage(`<img src="${SEEN}" alt="Boats">`);
    const image = page.see("img", { isHovered: true });
    const target = clicked(SEEN);
    expect(describeElement(target)).toMatchObject({
      altText: "Boats",
      isShown: true,
      shownSize: { widthPx: 1200, heightPx: 800 },
      offers: { shownUrl: SEEN },
    });
    expect(findShownElement(target)).toBe(image);
  });

  it("is not what the page has put into its place since, with its larger versions", () => {
    const page = openPage(`<img src="${SEEN}" alt="Boats">`);
    const image = page.see("img", { isHovered: true });
    image.setAttribute("srcset", `${OTHER} 1200w, https://page.test/other-large.jpg 4000w`);
    page.see("img", { currentSrc: OTHER });
    expectUnknown(clicked(SEEN));
  });

  it.each([
    ["a button", `<input type="image" src="${SEEN}" alt="Boats">`, "input"],
    [
      "a part of a drawing",
      `<svg><image id="a" href="other.jpg" aria-label="Ships"/><image id="b" href="/seen.jpg" aria-label="Boats"/></svg>`,
      "#b",
    ],
  ])(
    "may be %s: its name is the picture's, and nothing else is read of it",
    (_, html, selector) => {
      const page = openPage(html);
      for (const element of document.querySelectorAll("image")) {
        Object.defineProperty(element, "href", {
          value: { baseVal: element.getAttribute("href") },
        });
        Object.defineProperty(element, "baseURI", { value: "https://page.test/" });
        page.see(`#${element.id}`, { isHovered: true });
      }
      page.see(selector, { isHovered: true });
      const target = clicked(SEEN);
      expect(describeElement(target)).toMatchObject({ altText: "Boats", offers: null });
      expect(describeElement(clicked("https://page.test/third.jpg")).altText).toBe("");
      expectUnknown(target);
    },
  );

  it("is another element that shows it, where the one under the pointer has changed", () => {
    const page = openPage(`<img id="a" src="${OTHER}"><img id="b" src="${SEEN}">`);
    page.see("#a", { isHovered: true });
    const other = page.see("#b");
    expect(findElement(clicked(SEEN))).toBe(other);
  });

  it("of which the browser tells no address is none whose address it would have told", () => {
    const page = openPage(`<img src="${OTHER}">`);
    page.see("img", { isHovered: true });
    expectUnknown(clicked(""));
  });

  it("of which the browser tells no address is the one under the pointer that is held in the page", () => {
    const page = openPage(`<img src="${INLINE}">`);
    const image = page.see("img", { isHovered: true });
    expect(findShownElement(clicked(""))).toBe(image);
  });
});

describe("what was picked from the list of the page", () => {
  it("is known as long as it is shown", () => {
    const page = openPage(`<img src="${SEEN}" alt="Boats">`);
    const image = page.see("img");
    const target = pick("image");
    expect(describeElement(target)).toMatchObject({ isShown: true, offers: { shownUrl: SEEN } });
    expect(findShownElement(target)).toBe(image);
  });

  it("is not what the element shows since", () => {
    const page = openPage(`<img src="${SEEN}">`);
    page.see("img", { isHovered: true });
    const target = pick("image");
    page.see("img", { currentSrc: OTHER });
    expectUnknown(target);
  });

  it("is not another inline picture that has come into its place", () => {
    const page = openPage(`<img src="${INLINE}">`);
    page.see("img", { isHovered: true });
    const target = { ...pick("image"), srcUrl: "" };
    page.see("img", { currentSrc: `${INLINE}BBBB` });
    expectUnknown(target);
  });

  it("and forgotten with its page is not what lies under the pointer", () => {
    const page = openPage(`<img src="${INLINE}">`);
    page.see("img", { isHovered: true });
    expectUnknown({ srcUrl: "", element: "image", key: "of another page" });
  });

  it("as the background of an image is not that image", () => {
    const page = openPage(
      `<img src="${OTHER}" data-background='url("${SEEN}")' srcset="${OTHER} 2x">`,
    );
    page.see("img");
    const target = pick("background");
    expect(target.srcUrl).toBe(SEEN);
    expectUnknown(target);
  });

  it("as a picture in an element for files of any kind has nothing but its address", () => {
    const page = openPage(`<object data="${SEEN}" type="image/jpeg" aria-label="Boats"></object>`);
    page.see("object");
    const target = pick("object");
    expect(describeElement(target).altText).toBe("Boats");
    expectUnknown(target);
  });

  it("as a film's poster is not the film, and stays the one that was listed", () => {
    const page = openPage(`<video src="https://page.test/film.mp4" poster="${SEEN}"></video>`);
    const video = page.see("video");
    const target = pick("poster");
    video.setAttribute("poster", OTHER);
    expect(target.srcUrl).toBe(SEEN);
    expectUnknown(target);
  });
});
