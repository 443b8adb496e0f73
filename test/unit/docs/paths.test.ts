import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import packageJson from "../../../package.json";

const ROOT = new URL("../../../", import.meta.url);

const DOCUMENTS = ["", "docs/"].flatMap((folder) =>
  readdirSync(new URL(folder, ROOT))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}${name}`),
);

/** A path in the tree, whole: not one with a gap to fill in. */
const PATH = /`((?:lib|test|entrypoints|public|docs)\/[\w./-]*)`/g;
const LINK = /\]\(((?!https?:|#)[^)]+)\)/g;
const SCRIPT = /`npm run ([\w:-]+)/g;

describe.each(DOCUMENTS)("%s", (name) => {
  const text = readFileSync(new URL(name, ROOT), "utf8");
  const found = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, match]) => match ?? "");

  it("names only files and folders that are there", () => {
    // What the build makes is not in the tree.
    const paths = found(PATH).filter((path) => !path.startsWith("test-output"));
    expect(paths.filter((path) => !existsSync(new URL(path, ROOT)))).toEqual([]);
  });

  it("links only to what is there", () => {
    const links = found(LINK).map((link) => link.replace(/#.*/, ""));
    expect(links.filter((link) => !existsSync(new URL(link, new URL(name, ROOT))))).toEqual([]);
  });

  it("names only commands that exist", () => {
    expect(found(SCRIPT).filter((script) => !(script in packageJson.scripts))).toEqual([]);
  });
});
