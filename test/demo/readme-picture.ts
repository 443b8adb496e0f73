import type { BrowserContext, Page } from "playwright-core";

const WIDTH_PX = 1120;
const HEIGHT_PX = 700;

/** Two screenshots as PNG: the page, and the popup that was opened on it. */
export interface PopupOverPage {
  readonly page: Buffer;
  readonly popup: Buffer;
}

/** Takes both at twice their size, painted anew rather than enlarged. */
export async function capturePopupOverPage(page: Page, popup: Page): Promise<PopupOverPage> {
  return { page: await captureLarge(page), popup: await captureLarge(popup) };
}

/**
 * Lays the popup over its page: a PNG of 2240 by 1400 pixels. Needs a tab of its own, and a new tab
 * closes an open popup, so both are captured before.
 */
export async function paintReadmePicture(
  context: BrowserContext,
  { page, popup }: PopupOverPage,
): Promise<Buffer> {
  const address = (png: Buffer) => `data:image/png;base64,${png.toString("base64")}`;
  const canvas = await context.newPage();
  try {
    await canvas.setViewportSize({ width: WIDTH_PX, height: HEIGHT_PX });
    await canvas.setContent(`<!doctype html><style>
      body { margin: 0; overflow: hidden; }
      .page { position: absolute; width: 1280px; left: 50%; transform: translateX(-50%); }
      .popup { position: absolute; right: 28px; top: 28px; zoom: .5; border-radius: 24px;
        box-shadow: 0 0 0 2px #0001, 0 8px 24px #0003, 0 40px 120px #0006; }
      </style><img class="page" src="${address(page)}"><img class="popup" src="${address(popup)}">`);
    await canvas.waitForFunction(() => [...document.images].every(({ complete }) => complete));
    return await captureLarge(canvas);
  } finally {
    await canvas.close();
  }
}

async function captureLarge(page: Page): Promise<Buffer> {
  // Not detached: with its last debugger gone the toolbar popup would close like any other.
  const session = await page.context().newCDPSession(page);
  const size = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const shoot = (scale: number) =>
    session.send("Page.captureScreenshot", { clip: { x: 0, y: 0, ...size, scale } });
  const { data } = await shoot(2);
  // The popup would stay painted at that size on the screen.
  await shoot(1);
  return Buffer.from(data, "base64");
}
