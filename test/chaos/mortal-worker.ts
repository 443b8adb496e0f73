import { setOpenDraftId } from "../../lib/store/open-draft-store";
import type { AccountControl } from "../../lib/commands/account-control";
import { chooseAccount } from "../../lib/commands/account-commands";
import { createCommandHandler } from "../../lib/commands/command-handler";
import { JobRunner } from "../../lib/runner/job-runner";
import type { Command } from "../../lib/messages";
import { createTokenSource, type GrantKeeper } from "../../lib/x/access-token";
import { storedGrant } from "../../lib/x/stored-grant";
import type { HastyClock } from "../faults/hasty-clock";
import type { JobWorld } from "../unit/runner/job-world";
import { serialLocks } from "../unit/runner/serial-locks";
import { type OperationName, routeOf } from "../x-server/operation";

/** What a worker lives in. */
export interface WorkerSurroundings {
  readonly world: JobWorld;
  readonly clock: HastyClock;
  /** Called before each call leaves and after each answer came; it may kill the worker. */
  readonly onCall: (moment: "before" | "after", operation: OperationName) => void;
  /** Has the worker that lives by then resume all jobs. */
  readonly scheduleWakeUp: (atMs: number) => void;
}

class WorkerDied extends Error {
  override readonly name = "WorkerDied";
}

/**
 * A runner with its commands that can die at any moment, as a service worker does: from then on no
 * call leaves, no answer arrives, and nothing is stored.
 */
export class MortalWorker {
  readonly runner: JobRunner;
  readonly #death = new AbortController();
  readonly #clock: HastyClock;
  readonly #handle: ReturnType<typeof createCommandHandler>;

  constructor({ world, clock, onCall, scheduleWakeUp }: WorkerSurroundings) {
    this.#clock = clock;
    const locks = serialLocks();
    const fetchFromX: typeof fetch = async (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      const { operation } = routeOf(init?.method ?? "GET", pathname);
      onCall("before", operation);
      if (this.isDead) return never();
      if (!world.network.isOnline) throw new TypeError("Failed to fetch");
      const signals = [this.#death.signal, ...(init?.signal ? [init.signal] : [])];
      try {
        return await world.x.fetch(input, { ...init, signal: AbortSignal.any(signals) });
      } finally {
        onCall("after", operation);
        if (this.isDead) await never();
      }
    };
    const network = {
      fetch: fetchFromX,
      now: this.now,
      isOnline: () => world.network.isOnline,
      topLevelDomains: world.x.topLevelDomains,
    };
    const tokensOf = (accountId: string) => {
      const stored = storedGrant(accountId);
      const keeper: GrantKeeper = {
        get: stored.get,
        put: (grant) => this.#alive(() => stored.put(grant)),
        lost: () => this.#alive(() => stored.lost()),
        exclusively: (task) => locks(`grant:${accountId}`, task),
      };
      return createTokenSource(keeper, fetchFromX, this.now);
    };
    this.runner = new JobRunner({
      x: { ...network, as: (accountId) => ({ ...network, tokens: tokensOf(accountId) }) },
      capture: (...args) => this.#alive(() => world.capture(...args)),
      convert: () => Promise.resolve(null),
      drawThumbnail: () => Promise.resolve(null),
      drawFilm: () => Promise.resolve(),
      exclusively: locks,
      stayAwake: () => () => {},
      sleepUntil: clock.sleepUntil,
      scheduleWakeUp,
      watch: () => {},
      showDraft: (postId) => this.#alive(() => setOpenDraftId(postId)),
      random: () => 0,
      reportCrash: (error) => {
        if (!this.isDead) world.crashes.push(error);
      },
    });
    const control = { runner: this.runner, now: this.now };
    this.#handle = createCommandHandler(control, {
      ...NO_ACCOUNT,
      choose: (accountId, postId) => chooseAccount(accountId, postId, control),
    });
  }

  get isDead(): boolean {
    return this.#death.signal.aborted;
  }

  kill(): void {
    this.#death.abort();
  }

  /** Epoch milliseconds. Whatever is stored bears a time: the dead, who have none, store nothing. */
  readonly now = (): number => {
    if (this.isDead) throw new WorkerDied();
    return this.#clock.now();
  };

  /** Carries out a command of the popup; `died` when the worker did not live to answer. */
  async command(command: Command): Promise<"done" | "died"> {
    if (this.isDead) return "died";
    const death = new Promise<"died">((resolve) =>
      this.#death.signal.addEventListener("abort", () => resolve("died"), { once: true }),
    );
    const answer = await Promise.race([this.#handle(command), death]);
    if (answer === "died" || this.isDead) return "died";
    if (!answer.ok) throw new Error(`${command.type} failed: ${answer.error.code}`);
    return "done";
  }

  async #alive<T>(task: () => Promise<T>): Promise<T> {
    if (this.isDead) throw new WorkerDied();
    return task();
  }
}

const never = () => new Promise<never>(() => {});

/** The account's commands stand for themselves in a scenario. */
const NO_ACCOUNT: AccountControl = {
  saveClientId: () => Promise.resolve(),
  beginSignIn: () => {},
  pasteRedirect: () => {},
  signOut: () => Promise.resolve(),
  readCredits: () => Promise.resolve(),
  add: () => Promise.resolve(""),
  remove: () => Promise.resolve(),
  choose: () => Promise.resolve(),
  redirectUri: () => "",
};
