import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ENGLISH, TRANSLATIONS } from "./locale-files";

/** What the Chrome Web Store takes; addons.mozilla.org takes more. */
const MAX_SUMMARY_CHARACTERS = 132;
const MAX_DESCRIPTION_CHARACTERS = 16_000;

const readListing = (locale: string) =>
  readFileSync(new URL(`../../../docs/store-listing/${locale}.md`, import.meta.url), "utf8");

describe("the texts for the stores", () => {
  it.each([ENGLISH, ...TRANSLATIONS])("in $locale have a summary that fits", ({ messages }) => {
    const summary = messages["extension_description"]?.message ?? "";
    expect([...summary].length).toBeGreaterThan(0);
    expect([...summary].length).toBeLessThanOrEqual(MAX_SUMMARY_CHARACTERS);
  });

  it.each(TRANSLATIONS)(
    "in $locale call things as the extension does in that language",
    ({ locale, messages }) => {
      const listing = readListing(locale);
      expect(listing.length).toBeLessThanOrEqual(MAX_DESCRIPTION_CHARACTERS);
      for (const key of ["menu_tweet_image", "page_media_title"]) {
        expect(listing).toContain(messages[key]?.message);
      }
    },
  );
});
