import { describe, expect, it } from "vitest";
import { nameTrack, subtitleLanguage } from "../../../lib/popup/track-name";

describe("a track of a stream", () => {
  it("is called as its list calls it, else by its language", () => {
    expect(nameTrack({ name: "Kommentar", language: "de" })).toBe("Kommentar");
    expect(nameTrack({ name: "", language: "de-AT" })).toBe("Deutsch");
    expect(nameTrack({ name: "fr", language: "fr" })).toBe("Français");
    expect(nameTrack({ name: "", language: "" })).toBeNull();
  });

  it("may have any text for a language", () => {
    for (const language of ["en_US!", "1", "x-private", "englisch", "-", "\u{1F600}"]) {
      expect(nameTrack({ name: "", language })).not.toBeNull();
      expect(["EN", null]).toContain(subtitleLanguage(language));
    }
  });

  it("has the language that X knows, where it does", () => {
    expect(subtitleLanguage("pt-BR")).toBe("PT");
    expect(subtitleLanguage("eng")).toBe("EN");
    expect(subtitleLanguage("tlh")).toBeNull();
    expect(subtitleLanguage("")).toBeNull();
  });
});
