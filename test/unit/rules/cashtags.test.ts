import fc from "fast-check";
import twitter from "twitter-text";
import { describe, expect, it } from "vitest";
import { findCashtags } from "../../../lib/rules/cashtags";

describe("cashtags", () => {
  it.each([
    ["no money here", []],
    ["$TWTR", ["TWTR"]],
    ["up: $AAPL, down: $msft.", ["AAPL", "MSFT"]],
    ["$BRK.A and $brk.a", ["BRK.A"]],
    ["costs $5 or 5$, not a$b", []],
    ["$TOOLONGNAME", []],
  ])("of %j are %j", (text, symbols) => {
    expect(findCashtags(text)).toEqual(symbols);
  });

  it("are those that twitter-text finds", () => {
    const piece = fc.constantFrom(
      "$",
      "$A",
      "$aapl",
      "$BRK.A",
      "$b_c",
      " ",
      ".",
      ",",
      "a",
      "9",
      "\n",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join("");
        const theirs = twitter.extractCashtags(text).map((symbol: string) => symbol.toUpperCase());
        expect(findCashtags(text)).toEqual([...new Set(theirs)]);
      }),
      { numRuns: 1000 },
    );
  });
});
