import { describe, expect, it } from "vitest";
import { fetchSideBySide, PARTS_SIDE_BY_SIDE } from "../../../../lib/capture/stream/piece-queue";
import { never } from "../../x/scripted-x";

describe("parts that are fetched side by side", () => {
  it("come in order, whichever arrives first, and never too many at once", async () => {
    let running = 0;
    let most = 0;
    const taken: string[] = [];
    await fetchSideBySide(
      2,
      12,
      async (part, taker) => {
        running += 1;
        most = Math.max(most, running);
        for (let turn = 0; turn < 12 - part; turn += 1) await Promise.resolve();
        await taker.write(new Uint8Array([part, 1]));
        await taker.write(new Uint8Array([part, 2]));
        running -= 1;
      },
      (part, bytes) => {
        taken.push(`${part}:${bytes[0]}.${bytes[1]}`);
        return Promise.resolve();
      },
      never,
    );
    expect(taken.slice(0, 3)).toEqual(["2:2.1", "2:2.2", "3:3.1"]);
    expect(taken).toHaveLength(20);
    expect(most).toBe(PARTS_SIDE_BY_SIDE);
  });

  it("hold little in memory: one that is not due waits", async () => {
    const MIB = 1024 * 1024;
    let early = 0;
    await fetchSideBySide(
      0,
      2,
      async (part, taker) => {
        if (part === 0) {
          // Long enough for the other to fill its memory.
          for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
          expect(early).toBeLessThanOrEqual(5);
          return;
        }
        for (let mebibytes = 0; mebibytes < 20; mebibytes += 1) {
          early += 1;
          await taker.write(new Uint8Array(MIB));
        }
      },
      () => Promise.resolve(),
      never,
    );
    expect(early).toBe(20);
  });

  it("stop with the first that fails in their order, and end the others", async () => {
    const taken: number[] = [];
    let ended = 0;
    const failure = await fetchSideBySide(
      0,
      9,
      async (part, taker, signal) => {
        if (part === 1) throw new Error("second");
        if (part > 1) {
          await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
          ended += 1;
          return;
        }
        await taker.write(new Uint8Array([part]));
      },
      (part) => {
        taken.push(part);
        return Promise.resolve();
      },
      never,
    ).catch((error: unknown) => error);
    expect(failure).toEqual(new Error("second"));
    expect([taken, ended]).toEqual([[0], 3]);
  });
});
