import { describe, expect, it } from "vitest";
import { formatFilmClock, formatFilmTime } from "../../../lib/i18n/format-film-time";

describe("a moment of a film", () => {
  it.each([
    [0, "0 min 0.0 sec", "0:00.0"],
    [5_349, "0 min 5.3 sec", "0:05.3"],
    [59_960, "1 min 0.0 sec", "1:00.0"],
    [65_300, "1 min 5.3 sec", "1:05.3"],
    [7_384_000, "123 min 4.0 sec", "123:04.0"],
    [-20, "0 min 0.0 sec", "0:00.0"],
  ])("%s ms is read as %s and shown as %s", (atMs, read, shown) => {
    expect([formatFilmTime(atMs, "en"), formatFilmClock(atMs, "en")]).toEqual([read, shown]);
  });

  it("is written in the person's language", () => {
    expect(formatFilmTime(65_300, "de")).toBe("1 Min. 5,3 Sek.");
    expect(formatFilmClock(65_300, "de")).toBe("1:05,3");
  });
});
