import { describe, expect, it } from "vitest";
import type { PageWord } from "../../../../lib/capture/click/ask-page";
import { hearPage } from "../../../../lib/capture/click/hear-page";
import { HARBOR } from "./example-description";

const SAID: PageWord = { wasLetIn: true, description: HARBOR };
const SILENT: PageWord = { wasLetIn: true, description: null };
const SHUT: PageWord = { wasLetIn: false, description: null };

/** Asks a page that gives these answers, one after the other. */
async function hear(
  early: PageWord | null,
  answers: readonly PageWord[],
  mayRead: boolean | undefined = undefined,
  isLetIn = false,
) {
  const left = [...answers];
  const description = await hearPage({
    early,
    isLetIn,
    ask: () => Promise.resolve(left.shift() ?? SHUT),
    mayRead: () => Promise.resolve(mayRead),
    pause: () => Promise.resolve(),
  });
  return { description, asked: answers.length - left.length };
}

describe("what a page says of a picture", () => {
  it("is taken from the click, and not asked for again", async () => {
    expect(await hear(SAID, [SAID])).toEqual({ description: HARBOR, asked: 0 });
  });

  it.each([
    ["was not asked", null],
    ["did not let us in yet", SHUT],
    ["said nothing", SILENT],
  ])("is asked for by the capture where the page %s in the click", async (_what, early) => {
    expect(await hear(early, [SAID])).toEqual({ description: HARBOR, asked: 1 });
  });

  it("is asked for once more when the person has allowed the picture's site", async () => {
    expect(await hear(SHUT, [SHUT, SAID], true)).toEqual({ description: HARBOR, asked: 2 });
  });

  it("is asked for until the browser has told the tab's own page that the click lets us in", async () => {
    expect(await hear(SHUT, [SHUT, SHUT, SAID], undefined, true)).toEqual({
      description: HARBOR,
      asked: 3,
    });
    expect(await hear(null, [SHUT, SILENT, SAID], undefined, true)).toEqual({
      description: null,
      asked: 2,
    });
  });

  it("is nothing where the tab's own page stays shut: a guarded page is not asked for ever", async () => {
    const shut = Array.from({ length: 20 }, () => SHUT);
    expect(await hear(SHUT, shut, undefined, true)).toEqual({ description: null, asked: 6 });
  });

  it.each([undefined, false])("is nothing where the site stays shut (%s)", async (mayRead) => {
    expect(await hear(SHUT, [SHUT, SAID], mayRead)).toEqual({ description: null, asked: 1 });
  });

  it("is nothing where the page never says anything", async () => {
    expect(await hear(SILENT, [SILENT, SAID], true)).toEqual({ description: null, asked: 1 });
  });
});
