import { updateAccount } from "../../lib/store/account-store";
import { deleteGrant } from "../../lib/store/grant-store";
import { watchOwnChanges } from "../../lib/store/change-notice";
import type { Command } from "../../lib/messages";
import { addEndingFault } from "../faults/ending-fault";
import { faultEffect } from "../faults/fault-kinds";
import { HastyClock } from "../faults/hasty-clock";
import { impatientFetch } from "../faults/impatient-fetch";
import { signInAgain } from "../faults/sign-in-again";
import { type JobWorld, startJobWorld } from "../unit/runner/job-world";
import { MortalWorker } from "./mortal-worker";
import type { OperationName } from "../x-server/operation";
import { defaultUser } from "../x-server/x-user";
import type { PlannedDeath, Scenario, Trouble } from "./scenario";

const QUICK_PROCESSING = [
  { state: "pending", lastsMs: 30, checkAfterSecs: 0.03 },
  { state: "succeeded", progressPercent: 100 },
] as const;

/** May write long texts. */
export const SUBSCRIBER = { ...defaultUser, subscriptionType: "Premium" } as const;

/** Has an account, too, which is not signed in at first. */
export const GRACE = { ...defaultUser, id: "12", name: "Grace", username: "grace" } as const;

/** An alarm rings this soon, whatever its moment: the clock leaps to it. */
const ALARM_AFTER_MS = 15;
const LOOK_EVERY_MS = 2;

/** What ends the wait for calls and stored changes, beside their number. */
export interface Reaching {
  /** Whether nothing is left that could happen. */
  readonly isOver?: () => Promise<boolean>;
  /** After so long without any, nothing happens any more; 300 unless told. */
  readonly quietMs?: number;
}

/** The browser around the jobs of one scenario: workers that die and start again, faults, a person. */
export class ChaosWorld {
  readonly clock = new HastyClock();
  readonly #scenario: Scenario;
  #world: JobWorld | null = null;
  #worker: MortalWorker | null = null;
  #deaths: readonly PlannedDeath[];
  /** How often something happened, by its name and, for a call, by its operation too. */
  readonly #seen = new Map<string, number>();
  #events = 0;
  #deathsSoFar = 0;
  #endFaults: readonly (() => void)[] = [];
  #unwatch = () => {};
  #lastEventMs = performance.now();
  readonly #alarms = new Set<ReturnType<typeof setTimeout>>();

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#deaths = scenario.deaths;
  }

  async open(): Promise<void> {
    this.clock.install();
    this.#world = await startJobWorld(
      { processing: QUICK_PROCESSING, users: [SUBSCRIBER, GRACE], ...this.#scenario.x },
      { sleepUntil: this.clock.sleepUntil, tellsSize: true, wrapFetch: impatientFetch },
    );
    const { server } = this.#world;
    await this.#learnUser();
    this.#endFaults = this.#scenario.faults.map(({ operation, fault, nth, times }) =>
      addEndingFault(server, {
        match: { operation, nth },
        times,
        effect: faultEffect(fault, this.clock.now() + server.settings.clockAheadMs),
      }),
    );
    this.#startWorker();
    this.#unwatch = watchOwnChanges(() => this.#count("stored change"));
  }

  get world(): JobWorld {
    if (this.#world === null) throw new Error("Open it first");
    return this.#world;
  }

  get worker(): MortalWorker {
    if (this.#worker === null) throw new Error("Open it first");
    return this.#worker;
  }

  /** Calls and stored changes so far. */
  get events(): number {
    return this.#events;
  }

  get deaths(): number {
    return this.#deathsSoFar;
  }

  /** Calls that X refused as they would have made a second post of the same text and media. */
  get refusedRepeats(): number {
    return this.world.server.log.filter(({ isDuplicate }) => isDuplicate).length;
  }

  /**
   * Resolves when that many calls and stored changes have been, when nothing happens any more, or when
   * nothing is left that could.
   */
  async reaches(
    events: number,
    { isOver = () => Promise.resolve(false), quietMs = 300 }: Reaching = {},
  ): Promise<void> {
    this.#lastEventMs = performance.now();
    while (this.events < events && performance.now() - this.#lastEventMs < quietMs) {
      if (await isOver()) return pause();
      await pause();
    }
  }

  /** What a person clicks. A click that the worker did not live to answer is made again. */
  async click(command: Command): Promise<void> {
    while ((await this.worker.command(command)) === "died") await pause();
  }

  async signOut(): Promise<void> {
    await deleteGrant("primary");
    await updateAccount("primary", { state: "signed-out", user: null, error: null });
  }

  async signIn(): Promise<void> {
    await signInAgain(this.world);
    await this.#learnUser();
    await this.click({ type: "resume" });
  }

  /** X has something against the account, or its owner has no money left. */
  makeTrouble(trouble: Trouble): void {
    const { server } = this.world;
    switch (trouble) {
      case "suspended":
      case "locked":
        return server.change({ accountState: trouble });
      case "no credits":
        return server.change({ hasCredits: false });
      case "spend cap":
        return server.change({ isSpendCapReached: true });
    }
  }

  async goOnline(): Promise<void> {
    this.world.network.isOnline = true;
    await this.click({ type: "resume" });
  }

  /** From here on nothing goes wrong any more. */
  async calmDown(): Promise<void> {
    this.#deaths = [];
    for (const endFault of this.#endFaults) endFault();
    const { server } = this.world;
    server.change({ accountState: "good", hasCredits: true, isSpendCapReached: false });
    await this.goOnline();
  }

  async close(): Promise<void> {
    this.#unwatch();
    this.#worker?.kill();
    for (const alarm of this.#alarms) clearTimeout(alarm);
    await this.#world?.close();
    this.clock.uninstall();
  }

  /** X tells who has signed in, mostly: the extension asks right then. */
  async #learnUser(): Promise<void> {
    if (!this.#scenario.knowsUser) return;
    const { id, name, username } = SUBSCRIBER;
    await updateAccount("primary", { user: { id, name, username, tier: "premium" } });
  }

  #startWorker(): void {
    this.#worker = new MortalWorker({
      world: this.world,
      clock: this.clock,
      onCall: (moment, operation) => this.#count(`${moment} call`, operation),
      scheduleWakeUp: (atMs) => this.#setAlarm(atMs),
    });
    this.world.runner = this.#worker.runner;
    void this.#worker.command({ type: "resume" }).catch((error) => this.world.crashes.push(error));
  }

  #setAlarm(atMs: number): void {
    const alarm = setTimeout(() => {
      this.#alarms.delete(alarm);
      this.clock.leapTo(atMs);
      void this.worker.command({ type: "resume" }).catch((error) => this.world.crashes.push(error));
    }, ALARM_AFTER_MS);
    this.#alarms.add(alarm);
  }

  #count(at: PlannedDeath["at"], operation: OperationName | null = null): void {
    this.#lastEventMs = performance.now();
    this.#events += 1;
    const counts = new Map([...new Set([null, operation])].map((it) => [it, this.#next(at, it)]));
    const isDue = this.#deaths.some(
      (death) => death.at === at && death.nth === counts.get(death.operation),
    );
    const { signInEndsAtLook } = this.#scenario;
    const isLook = at === "before call" && operation === "timeline";
    if (isLook && counts.get("timeline") === signInEndsAtLook) this.world.server.endGrant();
    if (!isDue || this.worker.isDead) return;
    this.worker.kill();
    this.#deathsSoFar += 1;
    setTimeout(() => this.#startWorker(), 0);
  }

  /** Counts one more of a kind. */
  #next(at: PlannedDeath["at"], operation: OperationName | null): number {
    const key = `${at} ${operation ?? ""}`;
    const count = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, count);
    return count;
  }
}

/** A moment in which others may go on. */
export const pause = () => new Promise<void>((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
