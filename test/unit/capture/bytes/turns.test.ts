import fc from "fast-check";
import { expect, it } from "vitest";
import { Turns } from "../../../../lib/capture/bytes/turns";

it("tasks run one at a time in the order of their numbers, in whatever order they come", async () => {
  const orders = fc.integer({ min: 1, max: 12 }).chain((count) => {
    const numbers = Array.from({ length: count }, (_, number) => number);
    return fc.shuffledSubarray(numbers, { minLength: count, maxLength: count });
  });
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      const turns = new Turns(12);
      const seen: number[] = [];
      let running = 0;
      await Promise.all(
        order.map((number) =>
          turns.take(number, async () => {
            running += 1;
            expect(running).toBe(1);
            await Promise.resolve();
            seen.push(number);
            running -= 1;
          }),
        ),
      );
      expect(seen).toEqual(order.toSorted((a, b) => a - b));
    }),
  );
});

it("a task that fails hands on the turn", async () => {
  const turns = new Turns(12);
  const second = turns.take(1, () => Promise.resolve("ran"));
  await expect(turns.take(0, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await second).toBe("ran");
});

it("a number that was there, is over, or lies too far ahead is not expected", async () => {
  const turns = new Turns(2);
  const held = turns.take(1, () => Promise.resolve());
  expect([-1, 0.5, Number.NaN, 0, 1, 2, 3].map((number) => turns.isExpected(number))).toEqual([
    false,
    false,
    false,
    true,
    false,
    true,
    false,
  ]);
  await expect(turns.take(1, () => Promise.resolve())).rejects.toThrow(RangeError);
  await turns.take(0, () => Promise.resolve());
  await held;
  expect(turns.isExpected(0)).toBe(false);
});
