import { describe, expect, it } from "vitest";
import { removeLinks } from "../../../lib/popup/remove-links";
import { topLevelDomains } from "../../../lib/rules/known-top-level-domains";

describe("a text without its links", () => {
  it.each([
    ["More of it at harbor.art/boats, every evening", "More of it at, every evening"],
    ["Boats\nhttps://example.com/a", "Boats"],
    ["https://example.com", ""],
    ["See https://a.example.com and https://b.example.com now", "See and now"],
    ["No link here", "No link here"],
  ])("%j is %j", (text, expected) => {
    expect(removeLinks(text, topLevelDomains())).toBe(expected);
  });
});
