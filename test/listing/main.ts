import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import buildExtension from "../browser/build-extension";
import { ensureDesktopTools } from "../browser/harness/ensure-desktop-tools";
import { findBrowser } from "../browser/harness/find-browser";
import { startVirtualDisplay } from "../browser/harness/virtual-display";
import { startDemoWorld } from "../demo/demo-world";
import { step } from "../demo/step";
import { cropScreenshots, joinFrames } from "./edit-pictures";
import { paintPromoTile } from "./promo-tile";
import { takeScreens } from "./take-screens";

const FOLDER = fileURLToPath(new URL("../../test-output/listing", import.meta.url));

// Makes the stores' pictures and the README's animated one: everything as it looks on a real screen.
ensureDesktopTools();
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
await step("Build the extension", buildExtension);
const display = await startVirtualDisplay();
try {
  const world = await startDemoWorld(await findBrowser(), display, "allow");
  try {
    const screens = await step("Do the job and take pictures", () =>
      takeScreens(world, display, FOLDER),
    );
    await step("Paint the promo tile", () => paintPromoTile(world.browser.context, FOLDER));
    await step("Cut the screenshots and join the animation", async () => {
      await cropScreenshots(screens, FOLDER);
      await joinFrames(screens, join(FOLDER, "animation.gif"));
    });
  } finally {
    await world.close();
  }
} finally {
  await display.close();
}
console.log(`Pictures: ${join(FOLDER, "/")}`);
process.exit(0);
