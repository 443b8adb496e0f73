import { readdirSync, readFileSync } from "node:fs";

const ROOT = new URL("../../../", import.meta.url);

/** A file of the product's own code. */
export interface SourceFile {
  /** From the root of the project. */
  readonly path: string;
  readonly text: string;
}

/** Everything that is built into the extension, and what makes its manifest. */
export const SOURCE_FILES: readonly SourceFile[] = [
  ...["lib", "entrypoints"].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"))
      .map((name) => `${folder}/${name}`),
  ),
  "wxt.config.ts",
].map((path) => ({ path, text: readFileSync(new URL(path, ROOT), "utf8") }));
