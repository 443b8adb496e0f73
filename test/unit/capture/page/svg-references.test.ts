import { parseHTML } from "linkedom";
import { afterEach, describe, expect, it, vi } from "vitest";
import { addReferences } from "../../../../lib/capture/page/svg-references";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A drawing of a page, with what it uses of the page's other drawings. */
function takeAlong(drawing: string, elsewhere: string) {
  const { document } = parseHTML(
    `<html><body><svg>${elsewhere}</svg><svg id="drawing">${drawing}</svg></body></html>`,
  );
  vi.stubGlobal("document", document);
  vi.stubGlobal("Document", { prototype: document });
  const copy = document.querySelector<SVGSVGElement>("#drawing")?.cloneNode(true) as SVGSVGElement;
  const styled: string[] = [];
  addReferences(copy, (original) => styled.push(original.id));
  return { ids: [...copy.querySelectorAll("defs > *")].map(({ id }) => id), styled };
}

const GRADIENT = `<linearGradient id="far"></linearGradient>`;

describe("what a drawing uses of another drawing of its page", () => {
  it.each([
    ["an attribute", `<rect fill="url(#far)"/>`],
    ["a style", `<rect style='fill:url("#far")'/>`],
    ["another gradient", `<linearGradient href="#far"/>`],
  ])("comes along with its styles where %s names it", (_what, drawing) => {
    expect(takeAlong(drawing, GRADIENT)).toEqual({ ids: ["far"], styled: ["far"] });
  });

  it("comes along with what it uses itself, each once", () => {
    const mask = `<mask id="m"><rect fill="url(#far)"/></mask>`;
    const { ids } = takeAlong(`<g mask="url(#m)"/><g mask="url(#m)"/>`, mask + GRADIENT);
    expect(ids).toEqual(["m", "far"]);
  });

  it("takes its colours from where it is used, as a symbol", () => {
    const symbol = `<symbol id="s"><path/></symbol>`;
    expect(takeAlong(`<use href="#s"/>`, symbol)).toEqual({ ids: ["s"], styled: [] });
  });

  it("is left where the drawing has its own, or the page has none", () => {
    const own = `<linearGradient id="far"/><rect fill="url(#far)" stroke="url(#gone)"/>`;
    expect(takeAlong(own, GRADIENT).ids).toEqual([]);
  });
});
