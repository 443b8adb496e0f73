import { zip } from "wxt";
import { quietLogger } from "./quiet-logger";
import { repackZip } from "./repack-zip";

/** What a build needs, and what a reviewer wants to read; tests with their media stay out. */
const SOURCES = [
  "entrypoints/**",
  "lib/**",
  "public/**",
  "docs/*.md",
  "*.md",
  "*.ts",
  "LICENSE",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  ".npmrc",
];

/**
 * Builds the extension for both kinds of browser and zips it: for Chrome and Edge, for Firefox, and the
 * sources that Firefox's reviewers build it from. The same sources give the same bytes.
 *
 * The Chromium zip has no `key`: the store refuses one in a first upload and gives its own (see
 * `docs/release.md`).
 *
 * @returns the paths of the three zips
 */
export async function zipForStores(root: string, outDir: string): Promise<string[]> {
  // Whatever the shell says: in any other environment preact's views are built with their file names.
  process.env["NODE_ENV"] = "production";
  const common = {
    root,
    outDir,
    manifestVersion: 3,
    logger: quietLogger(),
    zip: {
      artifactTemplate: "{{name}}-{{version}}-{{browser}}.zip",
      sourcesTemplate: "{{name}}-{{version}}-sources.zip",
      includeSources: SOURCES,
      dotSources: true,
    },
  } as const;
  const chromium = await zip({
    ...common,
    browser: "chrome",
    hooks: {
      "build:manifestGenerated": (_wxt, manifest) => {
        delete manifest.key;
      },
    },
  });
  const firefox = await zip({ ...common, browser: "firefox" });
  const zips = [...chromium, ...firefox];
  for (const path of zips) repackZip(path);
  return zips;
}
