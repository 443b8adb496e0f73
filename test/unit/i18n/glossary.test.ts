import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ENGLISH, TRANSLATIONS } from "./locale-files";

/** The table of the interface's words in CONTRIBUTING.md: a row for each thing, a column for each language. */
function readGlossary(): { readonly locales: readonly string[]; readonly rows: string[][] } {
  const lines = readFileSync("CONTRIBUTING.md", "utf8").split("\n");
  const start = lines.findIndex((line) => line.startsWith("| English"));
  const length = lines.slice(start).findIndex((line) => !line.startsWith("|"));
  const [head = [], , ...rows] = lines.slice(start, start + length).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return { locales: head.slice(2), rows };
}

it("the table of the interface's words has a column for each language, and a word in each", () => {
  const { locales, rows } = readGlossary();
  expect(locales).toEqual(TRANSLATIONS.map(({ locale }) => locale).toSorted());
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.flat().filter((cell) => cell === "")).toEqual([]);
});

it("each of its words is the one that the sentences use", () => {
  const { locales, rows } = readGlossary();
  const unused = rows.flatMap(([english = "", , ...words]) =>
    [["en", english.replace(/^to /, "")], ...words.map((word, column) => [locales[column], word])]
      .filter(([locale, word]) => !isSaid(locale ?? "", word ?? ""))
      .map(([locale, word]) => `${locale}: ${word}`),
  );
  expect(unused).toEqual([]);
});

function isSaid(locale: string, word: string): boolean {
  const file = [ENGLISH, ...TRANSLATIONS].find((each) => each.locale === locale);
  const sentences = Object.values(file?.messages ?? {}).map(({ message }) => message.toLowerCase());
  return sentences.some((sentence) => sentence.includes(word.toLowerCase()));
}
