import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  findUnknownGaps,
  fillTemplate,
  fillTemplateToFit,
  publicPageUrl,
  templateValues,
  type TemplateValues,
} from "../../../../lib/capture/click/fill-template";
import { topLevelDomains } from "../../../../lib/rules/known-top-level-domains";
import { weighText } from "../../../../lib/rules/text-weight";

const PAGE: TemplateValues = {
  title: "Boats in the harbor",
  url: "https://gallery.example/boats",
  alt: "Three boats at dusk",
  site: "gallery.example",
};

describe("a template", () => {
  it.each([
    ["{title}", "Boats in the harbor"],
    ["{alt} ({site})", "Three boats at dusk (gallery.example)"],
    [
      "Seen at {site}:\n{title}\n\n{url}",
      "Seen at gallery.example:\nBoats in the harbor\n\nhttps://gallery.example/boats",
    ],
    ["{title} {title}", "Boats in the harbor Boats in the harbor"],
    ["No gaps, {name} and {} stay", "No gaps, {name} and {} stay"],
    ["", ""],
  ])("%j becomes %j", (template, text) => {
    expect(fillTemplate(template, PAGE)).toBe(text);
  });

  it("closes the space around what the page does not say, and drops lines of nothing else", () => {
    const silent = { ...PAGE, alt: "", url: "" };
    expect(fillTemplate("{alt}\n{title}\n{url}", silent)).toBe("Boats in the harbor");
    expect(fillTemplate("Look: {alt} here", silent)).toBe("Look: here");
    expect(fillTemplate("One\n\nTwo", silent)).toBe("One\n\nTwo");
  });

  it("takes a page's words as words, whatever they look like", () => {
    const sly = { ...PAGE, title: "{url} $& {alt}\r\n\u0000second line" };
    expect(fillTemplate("{title}", sly)).toBe("{url} $& {alt} second line");
  });

  it("is filled with any values without losing its own words", () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(word, word, fc.string(), fc.string(), (before, after, title, alt) => {
        const text = fillTemplate(`${before} {title} {alt} ${after}`, { ...PAGE, title, alt });
        expect(text.startsWith(before)).toBe(true);
        expect(text.endsWith(after)).toBe(true);
        expect(text).not.toContain("\n");
      }),
    );
  });
});

describe("a template that would be too long", () => {
  const long = "word ".repeat(100);

  it("is cut in the description first, then in the title, never in the address", () => {
    const text = fillTemplateToFit(
      "{title}\n{alt}\n{url}",
      { ...PAGE, alt: long },
      topLevelDomains(),
      280,
    );
    expect(text).toMatch(/^Boats in the harbor\nword word .*…\nhttps:\/\/gallery.example\/boats$/);
    const both = fillTemplateToFit(
      "{title}\n{alt}\n{url}",
      { ...PAGE, alt: long, title: long },
      topLevelDomains(),
      280,
    );
    expect(both).toMatch(/^word word .*…\nhttps:\/\/gallery.example\/boats$/);
  });

  it("is as long as X takes, or nearly, for any values", () => {
    const values = fc.record({
      title: fc.string({ maxLength: 600 }),
      alt: fc.string({ maxLength: 600 }),
    });
    fc.assert(
      fc.property(
        values,
        fc.constantFrom("{title} {alt}", "{alt}", "{title}\n{url}"),
        (said, template) => {
          const whole = fillTemplate(template, { ...PAGE, ...said });
          const fitted = fillTemplateToFit(template, { ...PAGE, ...said }, topLevelDomains(), 280);
          const { weight, isOverLimit } = weighText(fitted, topLevelDomains());
          expect(isOverLimit).toBe(false);
          if (weighText(whole, topLevelDomains()).isOverLimit) expect(fitted).toContain("…");
          else expect(fitted).toBe(whole);
          if (weighText(whole, topLevelDomains()).isOverLimit && !/\s|\./.test(whole))
            expect(weight).toBeGreaterThan(270);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("that is too long by its own words stays too long: nobody's words are cut", () => {
    const template = `${"x".repeat(300)} {title}`;
    expect(
      weighText(fillTemplateToFit(template, PAGE, topLevelDomains(), 280), topLevelDomains())
        .isOverLimit,
    ).toBe(true);
  });
});

describe("what a page says", () => {
  it("names its site as people do, and no address that others could not open", () => {
    const page = { pageTitle: "Boats", pageUrl: "https://www.gallery.example/a?b#c", altText: "" };
    expect(templateValues(page)).toEqual({
      title: "Boats",
      url: "https://www.gallery.example/a?b#c",
      alt: "",
      site: "gallery.example",
    });
    const withPassword = { ...page, pageUrl: "https://me:secret@www.gallery.example/a" };
    expect(templateValues(withPassword).url).toBe("https://www.gallery.example/a");
    for (const pageUrl of ["file:///home/me/a.html", "chrome://newtab/", "", "https://"]) {
      expect(templateValues({ ...page, pageUrl })).toMatchObject({ url: "", site: "" });
      expect(publicPageUrl(pageUrl)).toBeNull();
    }
  });
});

describe("words in braces that mean nothing", () => {
  it("are found, each once, as they stand", () => {
    expect(findUnknownGaps("{titel} by {author}, {titel} {title} {url}")).toEqual([
      "{titel}",
      "{author}",
    ]);
    expect(findUnknownGaps("{ title }")).toEqual(["{ title }"]);
    expect(findUnknownGaps("No braces, {} and {1, 2}")).toEqual([]);
  });
});
