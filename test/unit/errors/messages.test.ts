import { describe, expect, it } from "vitest";
import { ERROR_CODES } from "../../../lib/errors/error-codes";
import messages from "../../../public/_locales/en/messages.json";

const keys = Object.keys(messages);

describe("the sentences in the messages file", () => {
  it("belong to an error that exists, where they speak of one", () => {
    const names = ERROR_CODES.map((code) => code.replaceAll("-", "_"));
    const strays = keys
      .filter((key) => /^(error|next)_/.test(key))
      .filter((key) => !names.some((name) => key.replace(/^(error|next)_/, "").startsWith(name)));
    expect(strays).toEqual([]);
  });

  it.each(Object.entries(messages))(
    "%s numbers its gaps from 1 and leaves none out",
    (_, entry) => {
      const gaps = [...entry.message.matchAll(/\$(\d)/g)].map(([, gap]) => Number(gap));
      expect([...new Set(gaps)].toSorted()).toEqual(
        Array.from({ length: new Set(gaps).size }, (_gap, index) => index + 1),
      );
      expect(entry.message.trim()).toBe(entry.message);
      expect(entry.message).not.toBe("");
    },
  );

  it.each(Object.entries(messages).filter(([, { message }]) => message.includes("$1")))(
    "%s tells translators what stands in its gaps",
    (_, entry) => {
      expect("description" in entry && entry.description).toBeTruthy();
    },
  );
});
