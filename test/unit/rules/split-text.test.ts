import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitText } from "../../../lib/rules/split-text";
import { topLevelDomains } from "../../../lib/rules/known-top-level-domains";
import { weighText } from "../../../lib/rules/text-weight";
import { mixedText } from "./mixed-text";

const split = (text: string, maxWeight: number, isNumbered = false) =>
  splitText(text, { maxWeight, topLevelDomains: topLevelDomains(), isNumbered });

describe("the proposed posts of a thread", () => {
  it("are one for a text that fits, without a number", () => {
    expect(split("Boats at dusk. ", 280, true)).toEqual(["Boats at dusk."]);
  });

  it("end where sentences end, and hold as many as fit", () => {
    expect(split("One boat. Two boats! Three? A whole harbor.", 21)).toEqual([
      "One boat. Two boats!",
      "Three?",
      "A whole harbor.",
    ]);
  });

  it("end between words where a sentence is too long by itself", () => {
    expect(split("Boats that lie in the harbor. Dusk.", 16)).toEqual([
      "Boats that lie",
      "in the harbor.",
      "Dusk.",
    ]);
  });

  it("end between letters where a word is too long by itself, never within one", () => {
    expect(split("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 4)).toEqual(["👩‍👩‍👧👩‍👩‍👧", "👩‍👩‍👧"]);
  });

  it("never cut a link, however long: it weighs 23", () => {
    const link = `https://harbor.art/${"Boats.And.More/".repeat(20)}`;
    expect(split(`See ${link} tonight`, 24)).toEqual(["See", link, "tonight"]);
  });

  it("know sentences of languages without spaces", () => {
    expect(split("船が帰る。夕焼けの港。", 14)).toEqual(["船が帰る。", "夕焼けの港。"]);
  });

  it("end between words of a writing without spaces, where a sentence is too long by itself", () => {
    expect(split("ภาษาไทยสวยงามมาก", 10)).toEqual(["ภาษาไทย", "สวยงามมาก"]);
  });

  it("keep a hashtag together where no space is near", () => {
    for (const part of split("夕焼けの港#夕焼けの港", 12)) expect(part).not.toMatch(/#$/);
  });

  it("of a long text without sentences or spaces are proposed at once", () => {
    const began = performance.now();
    expect(split("字".repeat(12_000), 280, true).length).toBeGreaterThan(85);
    // It took four times as long for twice the text: 3 s for this one.
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it("are numbered on request, and have room for the longer numbers of many", () => {
    const parts = split("Boat. ".repeat(30), 11, true);
    expect(parts).toHaveLength(30);
    expect(parts[0]).toBe("Boat. 1/30");
    expect(parts.at(-1)).toBe("Boat. 30/30");
  });

  it("lose nothing but white space, and all fit, whatever the text", () => {
    fc.assert(
      fc.property(
        mixedText,
        fc.integer({ min: 30, max: 280 }),
        fc.boolean(),
        (text, max, isNumbered) => {
          const parts = split(text, max, isNumbered);
          for (const part of parts) {
            expect(weighText(part, topLevelDomains(), max).isOverLimit).toBe(false);
          }
          const whole =
            isNumbered && parts.length > 1
              ? parts.map((part) => part.replace(/ \d+\/\d+$/, ""))
              : parts;
          expect(withoutSpace(whole.join(""))).toBe(withoutSpace(text));
          if (parts.length > 1) expect(parts).not.toContain("");
        },
      ),
    );
  });
});

const withoutSpace = (text: string) => text.replace(/\s+/g, "");
