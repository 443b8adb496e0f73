import type { Page } from "playwright-core";
import type { MessageKey } from "../../lib/i18n/translate";
import { say } from "./look";

/** Opens the editor of the only medium. */
export async function openEditor(page: Page): Promise<void> {
  await page.getByRole("button", { name: await say(page, "edit_open"), exact: true }).click();
  await page.getByRole("spinbutton").first().waitFor();
}

/** Hides a part of the video for a while. */
export async function hideInVideo(page: Page): Promise<void> {
  await openEditor(page);
  for (const [index, number] of [0, 1.5, 120, 90, 200, 140].entries()) {
    await page.getByRole("spinbutton").nth(index).fill(String(number));
  }
  await page.getByRole("button", { name: await say(page, "edit_hide"), exact: true }).click();
}

/** Hides a part of the picture and selects another one for a crop. */
export async function editPicture(page: Page): Promise<void> {
  await openEditor(page);
  const press = async (key: MessageKey) =>
    page.getByRole("button", { name: await say(page, key), exact: true }).click();
  const enter = async (...numbers: readonly number[]) => {
    for (const [index, number] of numbers.entries()) {
      await page.getByRole("spinbutton").nth(index).fill(String(number));
    }
  };
  await enter(300, 250, 260, 180);
  await press("edit_hide");
  await press("edit_crop");
  await enter(120, 100, 700, 500);
}

/** Has a square cut out, whose numbers can still be changed. */
export async function cropPicture(page: Page): Promise<void> {
  await openEditor(page);
  await page.getByRole("button", { name: await say(page, "edit_crop"), exact: true }).click();
  await page.getByRole("combobox").first().selectOption("1:1");
}

/** Paints over a part of the picture with the brush, which covers. */
export async function brushPicture(page: Page): Promise<void> {
  await openEditor(page);
  await page.getByRole("combobox").nth(1).selectOption("cover");
  await page.getByRole("button", { name: await say(page, "edit_brush"), exact: true }).click();
  const stage = page.locator(".edit-stage");
  await stage.scrollIntoViewIfNeeded();
  const box = await stage.boundingBox();
  if (box === null) throw new Error("There is no picture to paint on");
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.6, { steps: 8 });
  await page.mouse.up();
}

/** Opens the field of a moment. */
export async function openLater(page: Page): Promise<void> {
  await page.getByRole("button", { name: await say(page, "later_post") }).click();
  await page.getByRole("group", { name: await say(page, "later_proposed") }).waitFor();
  await page.locator(".later").scrollIntoViewIfNeeded();
}

/** Wants a moment that is over. */
export async function wantThePast(page: Page): Promise<void> {
  await openLater(page);
  await page.locator(".later input").fill("2020-02-20T20:20");
  await page.getByRole("button", { name: await say(page, "later_post") }).click();
  await page.locator(".later input[aria-invalid=true]").waitFor();
  await page.locator(".later").scrollIntoViewIfNeeded();
}

/** Waits until the posts of a thread are there. */
export async function openThread(page: Page): Promise<void> {
  await page.locator(".thread-post").first().waitFor();
}
