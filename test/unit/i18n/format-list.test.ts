import { describe, expect, it, vi } from "vitest";
import { formatList } from "../../../lib/i18n/format-list";

const getMessage = vi.hoisted(() => vi.fn<(key: string) => string>());

vi.mock("wxt/browser", () => ({ browser: { i18n: { getMessage } } }));

describe("a list", () => {
  it.each([
    ["en", "{title}, {url}, and {alt}"],
    ["ja", "{title}、{url}、{alt}"],
    // Each within marks of its own: in the order in which it is read, not from left to right.
    ["ar", "\u2068{title}\u2069 و\u2068{url}\u2069 و\u2068{alt}\u2069"],
  ])("in %s keeps its words in order, whatever letters they have", (locale, list) => {
    getMessage.mockReturnValue(locale);
    expect(formatList(["{title}", "{url}", "{alt}"])).toBe(list);
  });
});
