import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import buildExtension from "../browser/build-extension";
import { EXTENSION_DIR } from "../browser/extension-world";
import { launchExtension } from "../browser/harness/launch-extension";
import { paintContactSheets } from "./contact-sheet";
import { LOOKS } from "./looks";
import { takeLook, type Viewing } from "./take-look";

const FOLDER = fileURLToPath(new URL("../../test-output/looks", import.meta.url));

/** Every state light and dark; the others for what they could break. */
const VIEWINGS: readonly Viewing[] = [
  { name: "light", colorScheme: "light" },
  { name: "dark", colorScheme: "dark" },
  { name: "right-to-left", colorScheme: "light", direction: "rtl" },
  { name: "long-words", colorScheme: "light", stretch: 1.4 },
  { name: "forced-colors", colorScheme: "dark", forcedColors: "active" },
  { name: "zoom-200", colorScheme: "light", zoom: 2 },
];

/** `npm run screenshots -- dark 05 19`: only these viewings and states; all without a word. */
const wishes = process.argv.slice(2);
const isWished = (name: string, all: readonly string[]) => {
  const ours = wishes.filter((wish) => all.some((each) => each.startsWith(wish)));
  return ours.length === 0 || ours.some((wish) => name.startsWith(wish));
};

await rm(FOLDER, { recursive: true, force: true });
await buildExtension();
const browser = await launchExtension({ extensionDir: EXTENSION_DIR, resolve: {}, headless: true });
try {
  const origin = `chrome-extension://${browser.extensionId}`;
  // The extension itself makes its tables.
  const first = await browser.openPage("popup.html");
  await first.locator(".main > :not(.sent)").first().waitFor();
  await first.close();
  for (const viewing of VIEWINGS) {
    if (
      !isWished(
        viewing.name,
        VIEWINGS.map(({ name }) => name),
      )
    )
      continue;
    const folder = join(FOLDER, viewing.name);
    await mkdir(folder, { recursive: true });
    const taken: { name: string; png: Buffer }[] = [];
    for (const look of LOOKS) {
      if (
        !isWished(
          look.name,
          LOOKS.map(({ name }) => name),
        )
      )
        continue;
      const png = await takeLook(browser.context, origin, look, viewing);
      await writeFile(join(folder, `${look.name}.png`), png);
      taken.push({ name: look.name, png });
    }
    for (const [index, sheet] of (await paintContactSheets(browser.context, taken)).entries()) {
      await writeFile(join(FOLDER, `${viewing.name}-${index + 1}.png`), sheet);
    }
    console.log(`${viewing.name}: ${taken.length} pictures`);
  }
  console.log(`In ${FOLDER}`);
} finally {
  await browser.close();
}
// Nothing that a broken connection left behind may keep the command from ending.
process.exit(0);
