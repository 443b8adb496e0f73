import type { ExtensionWorld } from "../browser/extension-world";
import {
  type DeathWatch,
  ExtensionDied,
  Overdue,
  watchForDeath,
} from "../browser/harness/process-death";

const MOST_TRIES = 3;
const CLOSE_WITHIN_MS = 20_000;

/** How an attempt at something ended. */
export type Attempt<T> =
  | { readonly end: "done"; readonly value: T }
  /** The extension's process ended. */
  | { readonly end: "death"; readonly message: string }
  /** It took longer than it may. */
  | { readonly end: "late"; readonly message: string }
  /** Something else is wrong, and the extension lives. */
  | { readonly end: "failed"; readonly message: string };

/** A world whose extension may die: after a death, or another bad end, the next attempt gets a fresh one. */
export class MortalWorld {
  /** How often the extension's process has ended by itself. */
  deaths = 0;
  /** What is wrong beside deaths, in the order in which it was found. */
  readonly problems: string[] = [];
  readonly #start: () => Promise<ExtensionWorld>;
  #open: { readonly world: ExtensionWorld; readonly watch: DeathWatch } | null = null;

  /** @param start makes a world in which the person is signed in */
  constructor(start: () => Promise<ExtensionWorld>) {
    this.#start = start;
  }

  /** Does something with the world, once and within the time. Never throws for what the task did. */
  async attempt<T>(
    what: string,
    withinMs: number,
    task: (world: ExtensionWorld) => Promise<T>,
  ): Promise<Attempt<T>> {
    try {
      this.#open ??= await this.#fresh();
      const { world, watch } = this.#open;
      return { end: "done", value: await watch.guard(what, withinMs, task(world)) };
    } catch (failure) {
      await this.close();
      if (failure instanceof ExtensionDied) {
        this.deaths += 1;
        return { end: "death", message: `the extension's process ended (${failure.message})` };
      }
      const [message = ""] = String(failure instanceof Error ? failure.message : failure).split(
        "\n",
      );
      return { end: failure instanceof Overdue ? "late" : "failed", message };
    }
  }

  /**
   * Measures something; after a death or too long a time once more in a fresh browser, three times at most. Null when
   * there is no outcome: `problems` says why.
   */
  async measure<T>(
    what: string,
    withinMs: number,
    task: (world: ExtensionWorld) => Promise<T>,
  ): Promise<T | null> {
    for (let tries = 1; ; tries += 1) {
      const attempt = await this.attempt(what, withinMs, task);
      if (attempt.end === "done") return attempt.value;
      console.log(`        ${what}: ${attempt.message}`);
      if (attempt.end !== "failed" && tries < MOST_TRIES) continue;
      this.problems.push(`${what}: ${attempt.message}`);
      return null;
    }
  }

  /** Ends the world, if one is open; a browser that does not close in good order ends with this process. */
  async close(): Promise<void> {
    const open = this.#open;
    this.#open = null;
    if (open === null) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve("It does not close"), CLOSE_WITHIN_MS);
    });
    const closed = open.world.close().then(
      () => null,
      (failure: unknown) => String(failure),
    );
    const problem = await Promise.race([closed, late]);
    clearTimeout(timer);
    if (problem !== null) console.log(`        closing the browser: ${problem}`);
  }

  async #fresh() {
    const world = await this.#start();
    return { world, watch: await watchForDeath(world.browser) };
  }
}
