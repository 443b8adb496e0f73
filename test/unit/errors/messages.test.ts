import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ERROR_CODES } from "../../../lib/errors/job-error";
import messages from "../../../public/_locales/en/messages.json";

const ROOT = new URL("../../../", import.meta.url);

/** Every string of the product's source that could be a key, with the beginnings of computed ones. */
function readSource(): string {
  const files = ["lib", "entrypoints"].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => `${folder}/${name}`),
  );
  const sources = [...files, "wxt.config.ts"].map((file) =>
    readFileSync(new URL(file, ROOT), "utf8"),
  );
  return sources.join("\n");
}

const source = readSource();
const keys = Object.keys(messages);
/** Keys put together at run time, such as `post_state_` and a state; the types check their ends. */
const computed = [...source.matchAll(/translate\(`([a-z_]+_)\$\{/g)].map(
  ([, start]) => start ?? "",
);

describe("the sentences in the messages file", () => {
  it("are all used", () => {
    const unused = keys.filter(
      (key) =>
        !source.includes(`"${key}"`) &&
        !source.includes(`__MSG_${key}__`) &&
        !computed.some((start) => key.startsWith(start)),
    );
    expect(unused).toEqual([]);
  });

  it("exist for every key that the source names", () => {
    const named = [...source.matchAll(/translate\(\s*"([a-z_]+)"/g)].map(([, key]) => key);
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((key) => !keys.includes(key ?? ""))).toEqual([]);
  });

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
