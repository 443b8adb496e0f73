import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext } from "playwright-core";
import messages from "../../public/_locales/en/messages.json";

/** The Chrome Web Store's small promo tile, in pixels. */
const TILE = { width: 440, height: 280 } as const;

/** Paints the promo tile from the product's own icon, name and description. */
export async function paintPromoTile(context: BrowserContext, folder: string): Promise<void> {
  const icon = readFileSync(new URL("../../public/icons/128.png", import.meta.url), "base64");
  const page = await context.newPage();
  await page.setViewportSize(TILE);
  await page.setContent(`<!doctype html><style>
    body { margin: 0; height: 280px; display: grid; place-content: center; justify-items: center;
      gap: 10px; text-align: center; color: #10203a; font: 17px/1.45 system-ui, sans-serif;
      background: linear-gradient(160deg, #eef4ff, #cfe0ff); }
    h1 { margin: 0; font-size: 34px; letter-spacing: -0.02em; }
    p { margin: 0; max-width: 330px; }
    </style><img width="88" height="88" src="data:image/png;base64,${icon}">
    <h1>${messages.extension_name.message}</h1><p>${messages.extension_description.message}</p>`);
  await page.screenshot({ path: join(folder, "promo-tile.png") });
  await page.close();
}
