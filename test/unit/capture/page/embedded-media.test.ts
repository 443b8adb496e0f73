import { afterEach, describe, expect, it, vi } from "vitest";
import { scanPage } from "../../../../lib/capture/page/scan-page";
import { openPage, type Seen } from "./page-of-media";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** What the list says of the only element of a page. */
function list(html: string, seen: Seen = {}) {
  openPage(html).see("body > *", seen);
  const { found } = scanPage({ maxElements: 100, maxFound: 100, maxMs: 60_000 });
  return found.map(({ kind, url }) => [kind, url]);
}

const AT = "https://other.test/";

describe("pictures and films in elements for files of any kind are in the list of a page's media", () => {
  it.each([
    ["an object of an image type", `<object data="${AT}a" type="image/jpeg"></object>`, "object"],
    ["an object without a type", `<object data="${AT}a.JPG?b=1"></object>`, "object"],
    ["an object of a video type", `<object data="${AT}a" type=" Video/mp4"></object>`, "video"],
    ["an embed of an image type", `<embed src="${AT}a" type="image/png">`, "object"],
    ["an embed without a type", `<embed src="${AT}a.webp#c">`, "object"],
    ["an embed with a film", `<embed src="${AT}a.webm">`, "video"],
    ["a button with a picture", `<input type="image" src="${AT}a">`, "object"],
  ])("%s", (_what, html, kind) => {
    expect(list(html)).toEqual([[kind, expect.stringContaining(AT)]]);
  });

  it.each([
    ["that holds its own bytes", `<object data="data:image/png;base64,AAAA"></object>`, 1],
    ["that holds a document", `<object data="data:text/html,hi"></object>`, 0],
    ["of another type", `<object data="${AT}a.jpg" type="application/pdf"></object>`, 0],
    ["of no known name", `<embed src="${AT}a.pdf">`, 0],
    ["whose name only ends so", `<embed src="${AT}?a=b.jpg">`, 0],
    ["that names nothing", `<object type="image/png"></object>`, 0],
    ["with an address that runs", `<embed src="javascript:a.jpg" type="image/png">`, 0],
    ["that is a box to write in", `<input type="text" src="${AT}a.jpg">`, 0],
  ])("one %s", (_what, html, count) => {
    expect(list(html)).toHaveLength(count);
  });

  it("but not where the page in it is looked through itself", () => {
    const html = `<object data="https://page.test/a.svg" type="image/svg+xml"></object>`;
    expect(list(html, { innerPage: {} })).toEqual([]);
  });

  it("as what the page only names: nobody knows whether it is shown", () => {
    openPage(`<embed src="${AT}a.png" title="Boats">`).see("embed");
    expect(scanPage({ maxElements: 9, maxFound: 9, maxMs: 60_000 }).found).toMatchObject([
      { isShown: false, altText: "Boats", thumbnail: "" },
    ]);
  });
});
