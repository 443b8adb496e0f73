import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillTemplate, templateValues } from "../../../../lib/capture/click/fill-template";
import { speaksForPage } from "../../../../lib/capture/click/page-words";
import { topLevelDomains } from "../../../../lib/rules/known-top-level-domains";
import { SOURCE } from "../../jobs/example-records";

function filled(
  template: string,
  pageTitle: string,
  altText: string,
  pageUrl = "https://gallery.example/boats",
) {
  const source = { ...SOURCE, pageTitle, pageUrl };
  const text = fillTemplate(template, templateValues({ ...source, altText }));
  return speaksForPage(text, template, [{ source, altText }], topLevelDomains());
}

describe("the words of a page in a template", () => {
  it.each([
    ["a mention in the title", "{title}", "Boats by @somebody", ""],
    ["a mention in wide letters", "{title}", "Boats by ＠somebody", ""],
    ["a mention in the description", "{title} {alt}", "Boats", "(@somebody)"],
    ["a link", "{title}", "Boats at https://shop.example.com/", ""],
    ["a bare name that X links", "{alt}", "Boats", "See shop.com now"],
    ["a second mention beside the person's own", "With @friend: {title}", "@somebody", ""],
    ["what becomes a mention only beside the template's sign", "@{title}", "somebody", ""],
  ])("are shown first where they hold %s", (_what, template, title, altText) => {
    expect(filled(template, title, altText)).toBe(true);
  });

  it.each([
    ["plain words", "{title} {alt}", "Boats", "Three boats at dusk"],
    ["the address that the template asks for", "{title} {url}", "Boats", ""],
    ["the site that the template names", "{title} on {site}", "Boats", ""],
    ["whom the template mentions itself", "With @friend: {title}", "Boats, and @friend", ""],
    ["a sign that mentions nobody", "{title}", "Boats @ dusk", ""],
  ])("go out without the composer where they hold %s", (_what, template, title, altText) => {
    expect(filled(template, title, altText)).toBe(false);
  });

  it("mention nobody because the page's address has the name in it", () => {
    const pageUrl = "https://gallery.com/@somebody";
    expect(filled("{title} {url}", "Boats", "", pageUrl)).toBe(false);
    expect(filled("{title} {url}", "Boats by @somebody", "", pageUrl)).toBe(true);
    // X's link ends before the name.
    const odd = "https://gallery.com/a(@somebody";
    expect(filled("{title} {url}", "Boats", "", odd)).toBe(true);
  });

  it("never mention anybody unseen, wherever the name stands", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        expect(filled("{title}", `${before} @somebody ${after}`, "")).toBe(true);
      }),
    );
  });
});
