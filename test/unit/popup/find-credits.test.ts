import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namesSomebody } from "../../../lib/capture/click/page-words";
import { findCredits } from "../../../lib/popup/find-credits";
import { topLevelDomains } from "../../../lib/rules/known-top-level-domains";
import { SOURCE } from "../jobs/example-records";

const credited = (credit: string) => ({ state: "ready" as const, source: { ...SOURCE, credit } });
const find = (text: string, ...credits: string[]) =>
  findCredits(credits.map(credited), text, topLevelDomains());

describe("the credits that a draft offers", () => {
  it("are those of its media, each once, as long as the text does not name them", () => {
    expect(find("Boats", "Ada", "Bob", "Ada")).toEqual(["Ada", "Bob"]);
    expect(find("Boats\nPhoto: Ada", "Ada")).toEqual([]);
  });

  it("are none of media that were taken out, or of pages that name nobody", () => {
    const media = [
      { ...credited("Ada"), state: "cancelled" as const },
      { ...credited("Ada"), source: SOURCE },
    ];
    expect(findCredits(media, "", topLevelDomains())).toEqual([]);
  });

  it.each([
    ["Ada (@ada)", ["Ada (ada)"]],
    ["Ada / shop.example.com", ["Ada"]],
    ["https://shop.example.com", []],
  ])("of %s are %j: a page's words mention nobody and add no link", (credit, expected) => {
    expect(find("", credit)).toEqual(expected);
  });

  it("name nobody, whatever a page writes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (before, after) => {
        for (const credit of find("", `${before}@somebody ${after} shop.com`)) {
          expect(namesSomebody(`Photo: ${credit}`, topLevelDomains())).toBe(false);
        }
      }),
    );
  });
});
