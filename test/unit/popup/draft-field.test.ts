import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type DraftField,
  ECHO_LIMIT_MS,
  openField,
  readIntoField,
  typeInField,
} from "../../../lib/popup/draft-field";

function typeAll(field: DraftField, ...values: string[]): DraftField {
  return values.reduce((current, value) => typeInField(current, value, 0), field);
}

describe("a field whose text is stored at every keystroke", () => {
  it("does not go back to an earlier keystroke when its echo arrives late", () => {
    const typed = typeAll(openField("d", ""), "a", "ab", "abc");
    const read = readIntoField(readIntoField(typed, "d", "a", 1), "d", "ab", 2);
    expect(read.value).toBe("abc");
  });

  it("survives the echoes of a letter typed and taken back", () => {
    let field = typeAll(openField("d", "a"), "ab", "a", "ac");
    for (const stored of ["ab", "a", "ac"]) field = readIntoField(field, "d", stored, 1);
    expect(field).toEqual({ recordId: "d", value: "ac", stored: "ac", sent: [] });
  });

  it("takes over what another window has written", () => {
    const typed = typeAll(openField("d", ""), "mine");
    expect(readIntoField(typed, "d", "theirs", 1).value).toBe("theirs");
  });

  it("takes over another window's text even when it once was typed here, after a while", () => {
    const typed = { ...typeAll(openField("d", ""), "a", "ab"), stored: "ab" };
    expect(readIntoField(typed, "d", "a", ECHO_LIMIT_MS).value).toBe("a");
  });

  it("shows another draft's text at once", () => {
    const typed = typeAll(openField("d", ""), "mine");
    expect(readIntoField(typed, "other", "their text", 1)).toEqual(
      openField("other", "their text"),
    );
  });

  it("is the same field when nothing was written", () => {
    const typed = typeAll(openField("d", "x"), "xy");
    expect(readIntoField(typed, "d", "x", 1)).toBe(typed);
  });

  it("ends with what was typed last, whichever readings were skipped", () => {
    const typedAndSeen = fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.boolean()), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(typedAndSeen, (steps) => {
        const values = steps.map(([value]) => value);
        let field = typeAll(openField("d", "start"), ...values);
        for (const [value, isSeen] of steps)
          if (isSeen) field = readIntoField(field, "d", value, 1);
        expect(field.value).toBe(values.at(-1));
      }),
    );
  });
});
