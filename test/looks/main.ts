import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import buildExtension from "../browser/build-extension";
import { paintContactSheets, paintRow } from "./contact-sheet";
import { ensureFonts } from "./ensure-fonts";
import { LOOKS } from "./looks";
import { openInLanguage, type Language } from "./open-in-language";
import type { Viewing } from "./show-look";
import { takeLook } from "./take-look";

const FOLDER = fileURLToPath(new URL("../../test-output/looks", import.meta.url));

/** Every state light and dark; the others for what they could break. */
const VIEWINGS: readonly (Viewing & { readonly name: string; readonly language: Language })[] = [
  { name: "light", language: "en", colorScheme: "light" },
  { name: "dark", language: "en", colorScheme: "dark" },
  { name: "forced-colors", language: "en", colorScheme: "dark", forcedColors: "active" },
  { name: "zoom-200", language: "en", colorScheme: "light", zoom: 2 },
  { name: "german", language: "de", colorScheme: "light" },
  { name: "arabic", language: "ar", colorScheme: "light" },
  { name: "japanese", language: "ja", colorScheme: "light" },
  { name: "long-words", language: "longer", colorScheme: "light" },
];

/** What stands side by side in the README; docs/looks.png is a copy of it. */
const ROW = [
  "light/09-four-images",
  "dark/19-activity",
  "arabic/07-link-in-text",
  "german/14-options",
];

const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name);

/** `npm run screenshots -- dark 05 19`: only these viewings and states; all without a word. */
const wishes = process.argv.slice(2);
const isWished = (name: string, all: readonly string[]) => {
  const ours = wishes.filter((wish) => all.some((each) => each.startsWith(wish)));
  return ours.length === 0 || ours.some((wish) => name.startsWith(wish));
};

ensureFonts();
await rm(FOLDER, { recursive: true, force: true });
await buildExtension();
const viewings = VIEWINGS.filter(({ name }) => isWished(name, names(VIEWINGS)));
const looks = LOOKS.filter(({ name }) => isWished(name, names(LOOKS)));
for (const language of new Set(viewings.map((viewing) => viewing.language))) {
  const browser = await openInLanguage(language);
  try {
    for (const viewing of viewings.filter((each) => each.language === language)) {
      const folder = join(FOLDER, viewing.name);
      await mkdir(folder, { recursive: true });
      const taken: { name: string; png: Buffer }[] = [];
      for (const look of looks) {
        const png = await takeLook(browser.context, browser.origin, look, viewing);
        await writeFile(join(folder, `${look.name}.png`), png);
        taken.push({ name: look.name, png });
      }
      for (const [index, sheet] of (await paintContactSheets(browser.context, taken)).entries()) {
        await writeFile(join(FOLDER, `${viewing.name}-${index + 1}.png`), sheet);
      }
      console.log(`${viewing.name}: ${taken.length} pictures`);
    }
  } finally {
    await browser.close();
  }
}
const row = ROW.map((name) => join(FOLDER, `${name}.png`)).filter((path) => existsSync(path));
if (row.length === ROW.length) {
  const browser = await openInLanguage("en");
  try {
    const pngs = await Promise.all(row.map((path) => readFile(path)));
    await writeFile(join(FOLDER, "row.png"), await paintRow(browser.context, pngs));
  } finally {
    await browser.close();
  }
}
console.log(`In ${FOLDER}`);
// Nothing that a broken connection left behind may keep the command from ending.
process.exit(0);
