/** Whose alarms: both browsers count the time that the computer is awake, and ask the clock differently. */
export type AlarmKind = "Chromium" | "Firefox";

interface SetAlarm {
  scheduledTime: number;
  /** By the time that the computer was awake. */
  ringsAtMs: number;
  readonly periodMs: number | null;
}

/**
 * The alarms of an extension on a computer that sleeps and whose clock is set, as `alarm_manager.cc` of Chromium and
 * `ext-alarms.js` of Firefox have them: a timer that stands still while the computer sleeps, and that a new clock does not move.
 * Chromium looks at the clock when it rings, and sets the timer anew while it is too early; Firefox does not.
 * Chromium's survive the browser, Firefox's do not.
 */
export class AlarmClock {
  readonly #kind: AlarmKind;
  readonly #onAlarm: () => Promise<void>;
  readonly #alarms = new Map<string, SetAlarm>();
  #awakeMs = 0;
  /** What the computer's clock says, in epoch milliseconds. */
  nowMs: number;

  constructor(kind: AlarmKind, nowMs: number, onAlarm: () => Promise<void>) {
    this.#kind = kind;
    this.nowMs = nowMs;
    this.#onAlarm = onAlarm;
  }

  /** Of the alarms that are set. */
  names(): string[] {
    return [...this.#alarms.keys()];
  }

  // What an extension calls.

  create(
    name: string,
    { when, periodInMinutes }: { readonly when?: number; readonly periodInMinutes?: number },
  ): Promise<void> {
    const periodMs = periodInMinutes === undefined ? null : periodInMinutes * 60_000;
    const scheduledTime = when ?? this.nowMs + (periodMs ?? 0);
    this.#alarms.set(name, { scheduledTime, ringsAtMs: this.#untilMs(scheduledTime), periodMs });
    return Promise.resolve();
  }

  get(name: string): Promise<{ readonly scheduledTime: number } | undefined> {
    return Promise.resolve(this.#alarms.get(name));
  }

  clear(name: string): Promise<boolean> {
    return Promise.resolve(this.#alarms.delete(name));
  }

  clearAll(): Promise<void> {
    this.#alarms.clear();
    return Promise.resolve();
  }

  // What befalls the computer.

  /** It is awake, with the browser open. */
  async run(ms: number): Promise<void> {
    const endMs = this.#awakeMs + ms;
    for (;;) {
      const next = [...this.#alarms].toSorted(([, a], [, b]) => a.ringsAtMs - b.ringsAtMs)[0];
      if (next === undefined || next[1].ringsAtMs > endMs) break;
      this.#pass(Math.max(0, next[1].ringsAtMs - this.#awakeMs));
      await this.#ring(...next);
    }
    this.#pass(endMs - this.#awakeMs);
  }

  sleep(ms: number): void {
    this.nowMs += ms;
  }

  /** Somebody sets the clock, forward or, with a negative number, back. */
  set(byMs: number): void {
    this.nowMs += byMs;
  }

  /** The browser is closed for so long, and started again. */
  close(ms: number): void {
    this.#pass(ms);
    if (this.#kind === "Firefox") this.#alarms.clear();
    for (const alarm of this.#alarms.values()) {
      alarm.ringsAtMs = this.#untilMs(alarm.scheduledTime);
    }
  }

  async #ring(name: string, alarm: SetAlarm): Promise<void> {
    if (this.#kind === "Chromium" && alarm.scheduledTime > this.nowMs) {
      alarm.ringsAtMs = this.#untilMs(alarm.scheduledTime);
      return;
    }
    if (alarm.periodMs === null) this.#alarms.delete(name);
    else {
      alarm.scheduledTime = this.nowMs + alarm.periodMs;
      alarm.ringsAtMs = this.#awakeMs + alarm.periodMs;
    }
    await this.#onAlarm();
  }

  #untilMs(scheduledTime: number): number {
    return this.#awakeMs + Math.max(0, scheduledTime - this.nowMs);
  }

  #pass(ms: number): void {
    this.#awakeMs += ms;
    this.nowMs += ms;
  }
}
