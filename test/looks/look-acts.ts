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

/** Waits until the posts of a thread are there. */
export async function openThread(page: Page): Promise<void> {
  await page.locator(".thread-post").first().waitFor();
}
