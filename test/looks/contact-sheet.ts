import type { BrowserContext } from "playwright-core";

const PER_SHEET = 8;

/** Lays pictures side by side, eight a sheet, so that many states are seen at once: PNGs. */
export async function paintContactSheets(
  context: BrowserContext,
  pictures: readonly { readonly name: string; readonly png: Buffer }[],
): Promise<Buffer[]> {
  const sheets: Buffer[] = [];
  const page = await context.newPage();
  try {
    await page.setViewportSize({ width: 1640, height: 1000 });
    for (let start = 0; start < pictures.length; start += PER_SHEET) {
      const figures = pictures
        .slice(start, start + PER_SHEET)
        .map(
          ({ name, png }) =>
            `<figure><figcaption>${name}</figcaption><img src="data:image/png;base64,${png.toString("base64")}"></figure>`,
        );
      await page.setContent(`<!doctype html><style>
        body { display: flex; flex-wrap: wrap; gap: 16px; margin: 16px; background: #888; font: 13px sans-serif; }
        figure { margin: 0; } img { display: block; max-width: 386px; max-height: 1100px; }
        </style>${figures.join("")}`);
      await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
      sheets.push(await page.screenshot({ fullPage: true }));
    }
  } finally {
    await page.close();
  }
  return sheets;
}

/** Lays pictures of the popup side by side, each as a card, on nothing: a PNG for light and dark pages. */
export async function paintRow(context: BrowserContext, pngs: readonly Buffer[]): Promise<Buffer> {
  const page = await context.newPage();
  try {
    const images = pngs.map((png) => `<img src="data:image/png;base64,${png.toString("base64")}">`);
    await page.setViewportSize({ width: 396 * pngs.length + 16, height: 640 });
    await page.setContent(`<!doctype html><style>
      body { display: flex; gap: 16px; margin: 16px; background: transparent; }
      img { display: block; border: 1px solid #8888; border-radius: 12px; width: 378px; }
      </style>${images.join("")}`);
    await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
    return await page.screenshot({ omitBackground: true });
  } finally {
    await page.close();
  }
}
