import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseVersions } from "../../../../lib/capture/versions/choose-versions";
import type { PageOffers } from "../../../../lib/capture/page/page-messages";

const PAGE = "https://site.test/album/";
const OFFERS: PageOffers = {
  openedAtMs: 0,
  frameUrl: PAGE,
  baseUrl: PAGE,
  shownUrl: "https://site.test/album/400.jpg",
  natural: { widthPx: 400, heightPx: 300 },
  rendered: { widthPx: 400, heightPx: 300 },
  lists: [],
  lazy: [],
  files: [],
  film: null,
  isProtected: false,
};

const list = (srcset: string, media = "", type = "") => ({ srcset, media, type });
const choose = (offers: Partial<PageOffers>) => {
  const { urls, shownIsPlaceholder } = chooseVersions({ ...OFFERS, ...offers });
  return {
    urls: urls.map((url) => url.replace(PAGE, "")),
    shownIsPlaceholder,
  };
};
const urlsOf = (offers: Partial<PageOffers>) => choose(offers).urls;

describe("what a page lists beside the picture that it shows", () => {
  it("nothing leaves the picture as it is", () => {
    expect(choose({})).toEqual({ urls: [], shownIsPlaceholder: false });
  });

  it("is taken from the largest on, and only what is larger", () => {
    const lists = [list("200.jpg 200w, 400.jpg 400w, 1600.jpg 1600w, 800.jpg 800w")];
    expect(urlsOf({ lists })).toEqual(["1600.jpg", "800.jpg"]);
  });

  it("counts densities against the one that is shown", () => {
    const lists = [list("400.jpg, 800.jpg 2x, 1200.jpg 3x")];
    expect(urlsOf({ lists })).toEqual(["1200.jpg", "800.jpg"]);
    const shownUrl = `${PAGE}800.jpg`;
    expect(urlsOf({ lists, shownUrl })).toEqual(["1200.jpg"]);
  });

  it("is left alone where it is for another layout: that is another cut", () => {
    const wide = list("wide.jpg 2000w", "(min-width: 900px)");
    const own = list("400.jpg 400w, 800.jpg 800w");
    expect(urlsOf({ lists: [wide, own] })).toEqual(["800.jpg"]);
    const shownUrl = `${PAGE}wide.jpg`;
    expect(urlsOf({ lists: [wide, own], shownUrl })).toEqual([]);
  });

  it("is another type of the same cut where it is larger, or where X takes it and not the shown one", () => {
    const shownUrl = `${PAGE}800.avif`;
    const avif = list("400.avif 400w, 800.avif 800w", "", "image/avif");
    const jpeg = list("400.jpg 400w, 800.jpg 800w", "", "image/jpeg");
    expect(urlsOf({ shownUrl, lists: [avif, jpeg] })).toEqual(["800.jpg"]);
    const webpShown = { shownUrl: `${PAGE}800.webp` };
    const webp = list("800.webp 800w", "", "image/webp");
    expect(urlsOf({ ...webpShown, lists: [webp, jpeg] })).toEqual([]);
  });

  it("is no address that cannot be read", () => {
    const lists = [
      list("javascript:alert(1) 4000w, chrome://a 3000w, //[ 2500w, https://x.test/b.jpg 2000w"),
    ];
    expect(urlsOf({ lists })).toEqual(["https://x.test/b.jpg"]);
  });
});

describe("a picture that a script loads later", () => {
  const lazy = [{ isSet: false, value: "real.jpg" }];

  it.each<[string, Partial<PageOffers>]>([
    ["a dot", { natural: { widthPx: 1, heightPx: 1 } }],
    ["an inline picture", { shownUrl: "data:image/svg+xml,%3Csvg/%3E" }],
    ["a blurred miniature", { natural: { widthPx: 40, heightPx: 30 } }],
  ])("stands behind %s, which must not be posted", (_name, offers) => {
    expect(choose({ ...offers, lazy })).toEqual({ urls: ["real.jpg"], shownIsPlaceholder: true });
  });

  it("is not looked for once it is shown", () => {
    expect(choose({ lazy })).toEqual({ urls: [], shownIsPlaceholder: false });
  });

  it("is the largest of its own list", () => {
    const set = [{ isSet: true, value: "a.jpg 400w, b.jpg 900w" }, ...lazy];
    expect(urlsOf({ natural: { widthPx: 1, heightPx: 1 }, lazy: set })).toEqual([
      "b.jpg",
      "a.jpg",
      "real.jpg",
    ]);
  });
});

describe("the files of a film", () => {
  const files = [
    { url: "film.webm", type: "video/webm" },
    { url: "film.mp4", type: "video/mp4" },
  ];

  it("the one that X takes comes before the one that plays", () => {
    expect(urlsOf({ files, shownUrl: `${PAGE}film.webm` })).toEqual(["film.mp4"]);
    expect(urlsOf({ files, shownUrl: `${PAGE}film.mp4` })).toEqual([]);
  });

  it.each([
    [
      { url: "a.webm", type: "" },
      { url: "b.mp4", type: "" },
    ],
    [
      { url: "a.webm", type: "video/webm" },
      { url: "b", type: 'video/mp4; codecs="avc1.42E01E, mp4a.40.2"' },
    ],
    // The same box with a codec that X refuses is converted, too.
    [
      { url: "a.mp4", type: "video/mp4; codecs=av01.0.05M.08" },
      { url: "b.mp4?v=2", type: "" },
    ],
    [
      { url: "a.mp4", type: "video/mp4; codecs=hvc1" },
      { url: "b.mov", type: "video/quicktime" },
    ],
  ])("%o gives way to %o, whichever stands first", (converted, asItIs) => {
    const shownUrl = PAGE + converted.url;
    const taken = [asItIs.url];
    expect(urlsOf({ files: [converted, asItIs], shownUrl })).toEqual(taken);
    expect(urlsOf({ files: [asItIs, converted], shownUrl })).toEqual(taken);
    const playing = PAGE + asItIs.url;
    expect(urlsOf({ files: [converted, asItIs], shownUrl: playing })).toEqual([]);
  });

  it("that X would all convert leave the one that plays as it is", () => {
    const others = [
      { url: "film.webm", type: "video/webm" },
      { url: "film.mp4", type: "video/mp4; codecs=hvc1" },
      { url: "film", type: "" },
    ];
    for (const { url } of others) {
      expect(urlsOf({ files: others, shownUrl: PAGE + url })).toEqual([]);
    }
  });

  it("of a film that does not play are all that there is", () => {
    expect(choose({ files, shownUrl: "" })).toEqual({
      urls: ["film.mp4", "film.webm"],
      shownIsPlaceholder: true,
    });
  });
});

it("never names what the page does not list, nor more than three", () => {
  const url = fc.constantFrom("a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "javascript:x");
  const sets = fc
    .array(fc.tuple(url, fc.integer({ min: 1, max: 3000 }), fc.constantFrom("w", "x")))
    .map((entries) => entries.map(([name, value, unit]) => `${name} ${value}${unit}`).join(", "));
  const lists = fc.array(fc.record({ srcset: sets, media: fc.constant(""), type: fc.string() }), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(lists, fc.nat(2000), fc.boolean(), (listed, widthPx, isLazy) => {
      const offers: PageOffers = {
        ...OFFERS,
        natural: { widthPx, heightPx: widthPx },
        lists: listed,
        lazy: isLazy ? [{ isSet: true, value: listed[0]?.srcset ?? "z.jpg 1x" }] : [],
      };
      const chosen = chooseVersions(offers);
      expect(chosen.urls.length).toBeLessThanOrEqual(3);
      const text = JSON.stringify(offers);
      for (const one of chosen.urls) expect(text).toContain(one.replace(PAGE, ""));
      expect(chosen.urls).not.toContain(offers.shownUrl);
      // Where nothing else is there, what is shown is never given up.
      if (chosen.urls.length === 0) expect(chosen.shownIsPlaceholder).toBe(false);
    }),
  );
});
