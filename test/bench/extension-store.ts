import type { Page } from "playwright-core";
import type { Attachment } from "../../lib/jobs/attachment";
import type { Post } from "../../lib/jobs/post";

type StoreName = "posts" | "attachments" | "settings";

/** Every record of a store, read by a page of the extension. */
export function readStore(page: Page, name: "posts"): Promise<Post[]>;
export function readStore(page: Page, name: "attachments"): Promise<Attachment[]>;
export function readStore(page: Page, name: StoreName): Promise<unknown[]> {
  return page.evaluate(async (store) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("tweet-this-image");
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(new Error(request.error?.name)));
    });
    const found = await new Promise<unknown[]>((resolve, reject) => {
      const request = database.transaction(store).objectStore(store).getAll();
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(new Error(request.error?.name)));
    });
    database.close();
    return found;
  }, name);
}

/** Writes records into a store, as if the extension had. */
export async function writeStore(
  page: Page,
  name: "posts" | "attachments",
  records: readonly (Post | Attachment)[],
): Promise<void> {
  await page.evaluate(
    async ([store, values]) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open("tweet-this-image");
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(new Error(request.error?.name)));
      });
      const transaction = database.transaction(store, "readwrite");
      for (const value of values) transaction.objectStore(store).put(value);
      await new Promise((resolve) => transaction.addEventListener("complete", resolve));
      database.close();
    },
    [name, records] as const,
  );
}
