import type { Page, Worker } from "playwright-core";

/** The stores that hold jobs, their bytes, and what a person has chosen; not the accounts. */
export const STORES_OF_JOBS = [
  "posts",
  "attachments",
  "chunks",
  "settings",
  "localFiles",
  "preferences",
];

/**
 * Empties stores of the extension's database, as if nothing had ever been in them. Nobody is told of it.
 *
 * @param context a page of the extension, or its worker
 */
export async function clearStores(context: Page | Worker, names: readonly string[]): Promise<void> {
  // A page and a worker each have a method of their own, which cannot be called as one.
  await ("goto" in context
    ? context.evaluate(emptyStores, [...names])
    : context.evaluate(emptyStores, [...names]));
}

/** As {@link clearStores}; runs in a page of the extension, or in its worker. */
export async function emptyStores(names: string[]): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open("tweet-this-image");
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(new Error(request.error?.name)));
  });
  const transaction = database.transaction(names, "readwrite");
  for (const name of names) transaction.objectStore(name).clear();
  await new Promise((resolve) => transaction.addEventListener("complete", resolve));
  database.close();
}
