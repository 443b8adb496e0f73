import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { judgeSchedule, MOST_LATE_MS } from "../../../lib/jobs/schedule";
import { transitionPost } from "../../../lib/jobs/post-transition";
import { scheduleWakeUp, watch } from "../../../lib/runner/wake-up-alarm";
import type { Post } from "../../../lib/jobs/post";
import { postIn } from "../jobs/example-records";
import { AlarmClock, type AlarmKind } from "./alarm-clock";

const computer = vi.hoisted(() => ({ alarms: {} }));
vi.mock("wxt/browser", () => ({ browser: computer }));

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START_MS = Date.UTC(2026, 10, 28, 12);

/** How long a wake-up may be late while the computer is awake and the browser open. */
const SOON_MS = 6 * MINUTE_MS;

afterEach(() => {
  vi.restoreAllMocks();
});

/** A computer with a post that goes out by its clock, as a worker decides that sees nothing but its alarms. */
class Computer {
  readonly clock: AlarmClock;
  readonly #atMs: number;
  #post: Post;
  /** What the clock said when it went out. */
  readonly wentOutAtMs: number[] = [];

  static async start(kind: AlarmKind, inMs: number): Promise<Computer> {
    const started = new Computer(kind, START_MS + inMs);
    await started.wake();
    return started;
  }

  private constructor(kind: AlarmKind, atMs: number) {
    this.clock = new AlarmClock(kind, START_MS, () => this.wake());
    this.#atMs = atMs;
    this.#post = postIn("scheduled", { atMs });
    vi.spyOn(Date, "now").mockImplementation(() => this.clock.nowMs);
    computer.alarms = this.clock;
  }

  get asks(): boolean {
    return this.#post.state === "scheduled" && this.#post.isMissed;
  }

  get isOver(): boolean {
    return this.asks || this.wentOutAtMs.length > 0;
  }

  /** What each start of the worker and each alarm lead to. */
  async wake(): Promise<void> {
    if (this.isOver) return;
    const { nowMs } = this.clock;
    switch (judgeSchedule({ atMs: this.#atMs }, nowMs)) {
      case "early":
        watch(true);
        await scheduleWakeUp(this.#atMs);
        watch(false, this.#atMs);
        return;
      case "due":
        this.#apply("schedule-due", nowMs);
        this.wentOutAtMs.push(nowMs);
        break;
      case "missed":
        this.#apply("schedule-missed", nowMs);
    }
    watch(false);
  }

  #apply(type: "schedule-due" | "schedule-missed", nowMs: number): void {
    const next = transitionPost(this.#post, { type }, nowMs);
    if (next === null)
      throw new Error(`${type} means nothing to a post that is ${this.#post.state}`);
    this.#post = next;
  }
}

const anyKind = fc.constantFrom<AlarmKind>("Chromium", "Firefox");

describe.each(["Chromium", "Firefox"] as const)("a scheduled post by the alarms of %s", (kind) => {
  it("goes out at its moment, to the second, while the computer is awake", async () => {
    const computer = await Computer.start(kind, 3 * HOUR_MS);
    await computer.clock.run(4 * HOUR_MS);
    expect(computer.wentOutAtMs).toEqual([START_MS + 3 * HOUR_MS]);
    expect(computer.clock.names()).toEqual([]);
  });

  it("goes out within minutes of its moment though the computer slept until shortly before", async () => {
    const computer = await Computer.start(kind, 6 * HOUR_MS);
    await computer.clock.run(HOUR_MS);
    computer.clock.sleep(5 * HOUR_MS - MINUTE_MS);
    await computer.clock.run(SOON_MS);
    expect(computer.wentOutAtMs).toHaveLength(1);
  });

  it("goes out within minutes of its moment by a clock that was set forward", async () => {
    const computer = await Computer.start(kind, 6 * HOUR_MS);
    await computer.clock.run(HOUR_MS);
    computer.clock.set(5 * HOUR_MS - 1);
    await computer.clock.run(SOON_MS);
    expect(computer.wentOutAtMs).toHaveLength(1);
  });

  it("goes out once, by the clock of then, when that was set back", async () => {
    const computer = await Computer.start(kind, 2 * HOUR_MS);
    await computer.clock.run(2 * HOUR_MS - 1);
    computer.clock.set(-HOUR_MS);
    await computer.clock.run(HOUR_MS - MINUTE_MS);
    expect(computer.wentOutAtMs).toEqual([]);
    await computer.clock.run(2 * MINUTE_MS);
    computer.clock.set(-HOUR_MS);
    await computer.clock.run(3 * HOUR_MS);
    expect(computer.wentOutAtMs).toEqual([START_MS + 2 * HOUR_MS]);
  });

  it.each([
    ["goes out when the browser starts up to a quarter of an hour late", MOST_LATE_MS, false],
    ["asks when it starts later", MOST_LATE_MS + 1, true],
  ])("%s", async (_what, lateMs, asks) => {
    const computer = await Computer.start(kind, HOUR_MS);
    await computer.clock.run(MINUTE_MS);
    computer.clock.close(HOUR_MS - MINUTE_MS + lateMs);
    await computer.wake();
    expect(computer.asks).toBe(asks);
    expect(computer.wentOutAtMs).toHaveLength(asks ? 0 : 1);
  });
});

/** What can befall a computer, and for how long, or by how much. */
const anyEvent = fc.record({
  what: fc.constantFrom("run", "sleep", "set", "close"),
  byMs: fc.integer({ min: MINUTE_MS, max: 4 * HOUR_MS }),
  isBack: fc.boolean(),
});

describe("over any sleeps, closings of the browser and changes of the clock", () => {
  it("a post never goes out before its moment by the clock, never twice, and is never forgotten", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyKind,
        fc.integer({ min: 1, max: 8 * HOUR_MS }),
        fc.array(anyEvent, { maxLength: 12 }),
        async (kind, inMs, events) => {
          const atMs = START_MS + inMs;
          const computer = await Computer.start(kind, inMs);
          const { clock } = computer;
          for (const { what, byMs, isBack } of events) {
            if (what === "run") await clock.run(byMs);
            else if (what === "sleep") clock.sleep(byMs);
            else if (what === "set") clock.set(isBack ? -byMs : byMs);
            else {
              clock.close(byMs);
              await computer.wake();
            }
          }
          // An alarm of Chromium waits for its moment by a clock that was set back.
          const setBackMs = events.reduce(
            (sumMs, { what, byMs, isBack }) => sumMs + (what === "set" && isBack ? byMs : 0),
            0,
          );
          await clock.run(Math.max(0, atMs - clock.nowMs) + setBackMs + SOON_MS);
          expect(computer.isOver).toBe(true);
          expect(computer.wentOutAtMs.length).toBe(computer.asks ? 0 : 1);
          for (const outAtMs of computer.wentOutAtMs) {
            expect(outAtMs).toBeGreaterThanOrEqual(atMs);
            expect(outAtMs - atMs).toBeLessThanOrEqual(MOST_LATE_MS);
          }
          expect(clock.names()).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});
