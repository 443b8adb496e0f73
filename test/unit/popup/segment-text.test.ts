import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { segmentText } from "../../../lib/popup/segment-text";
import { topLevelDomains } from "../../../lib/rules/known-top-level-domains";
import * as textWeight from "../../../lib/rules/text-weight";
import { mixedText } from "../rules/mixed-text";

const weighText = (text: string, maxWeight?: number) =>
  textWeight.weighText(text, topLevelDomains(), maxWeight);

const marksOf = (text: string) =>
  segmentText(text, weighText(text)).map(({ text: part, isLink, isOver }) =>
    [part, isLink ? "link" : "", isOver ? "over" : ""].filter(Boolean),
  );

describe("the marks in a text", () => {
  it("are on the words that X makes links of", () => {
    expect(marksOf("See example.com, or clip.mov")).toEqual([
      ["See "],
      ["example.com", "link"],
      [", or "],
      ["clip.mov", "link"],
    ]);
    expect(marksOf("photo.jpg")).toEqual([["photo.jpg"]]);
    expect(marksOf("")).toEqual([]);
  });

  it("are on all that X has no room for, a link among it included", () => {
    const full = "x".repeat(279);
    expect(marksOf(`${full} over a.com end`)).toEqual([
      [`${full} `],
      ["over ", "over"],
      ["a.com", "link", "over"],
      [" end", "over"],
    ]);
  });

  it("leave the text as it is, whatever it holds", () => {
    fc.assert(
      fc.property(mixedText, (text) => {
        const segments = segmentText(text, weighText(text, 40));
        expect(segments.map((segment) => segment.text).join("")).toBe(text);
        expect(segments.every((segment) => segment.text !== "")).toBe(true);
        // Once over, always over.
        const overs = segments.map(({ isOver }) => isOver);
        expect(overs).toEqual(overs.toSorted());
      }),
    );
  });
});
