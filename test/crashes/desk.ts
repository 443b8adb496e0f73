import type { Page } from "playwright-core";
import type { Browser } from "wxt/browser";
import type { Attachment } from "../../lib/jobs/attachment";
import type { Post } from "../../lib/jobs/post";
import type { Command, CommandAnswer } from "../../lib/messages";

/** The extension's own, in functions that run inside its page. */
declare const chrome: typeof Browser;

/** All that is stored of jobs. Blobs are missing. */
export interface StoredJobs {
  readonly posts: readonly Post[];
  readonly attachments: readonly Attachment[];
  readonly chunks: number;
}

/**
 * A page of the extension at which a person sits: it sends commands and reads the store. Where it
 * goes down with the process that it shares with the worker, it is opened again.
 */
export class Desk {
  readonly #open: () => Promise<Page>;
  #page: Page | null = null;

  constructor(open: () => Promise<Page>) {
    this.#open = open;
  }

  async #pageInUse(): Promise<Page> {
    if (this.#page !== null) return this.#page;
    const page = await this.#open();
    page.once("crash", () => (this.#page = null));
    this.#page = page;
    return page;
  }

  /** Sends a command as the popup does, which starts a worker that is not running; false when it died over it. */
  async send(command: Command): Promise<boolean> {
    const answer = await (
      await this.#pageInUse()
    ).evaluate(
      (message) =>
        chrome.runtime.sendMessage<Command, CommandAnswer>(message).catch(() => undefined),
      command,
    );
    return answer?.ok === true;
  }

  /** Everything stored of jobs, at one moment. */
  async read(): Promise<StoredJobs> {
    return (await this.#pageInUse()).evaluate(async () => {
      const settle = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.addEventListener("success", () => resolve(request.result));
          request.addEventListener("error", () => reject(new Error(request.error?.name)));
        });
      const database = await settle(indexedDB.open("tweet-this-image"));
      const transaction = database.transaction(["posts", "attachments", "chunks"]);
      const [posts, attachments, chunks] = await Promise.all([
        settle<Post[]>(transaction.objectStore("posts").getAll()),
        settle<Attachment[]>(transaction.objectStore("attachments").getAll()),
        settle(transaction.objectStore("chunks").count()),
      ]);
      database.close();
      const bare = attachments.map((attachment) => ({ ...attachment, thumbnail: null }));
      return { posts, attachments: bare, chunks };
    });
  }

  /** Forgets all jobs, as if none had ever been begun. */
  async forgetJobs(): Promise<void> {
    await (
      await this.#pageInUse()
    ).evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open("tweet-this-image");
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(new Error(request.error?.name)));
      });
      const stores = ["posts", "attachments", "chunks", "settings"];
      const transaction = database.transaction(stores, "readwrite");
      for (const store of stores) transaction.objectStore(store).clear();
      await new Promise((resolve) => transaction.addEventListener("complete", resolve));
      database.close();
    });
  }
}
