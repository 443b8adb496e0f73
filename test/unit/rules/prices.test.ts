import { describe, expect, it } from "vitest";
import { arePricesOld, PRICES_READ_ON, priceUsd } from "../../../lib/rules/prices";

const READ_MS = Date.parse(PRICES_READ_ON);
const DAY_MS = 86_400_000;

describe("the prices", () => {
  it("are trusted for 90 days after they were read", () => {
    expect(arePricesOld(READ_MS + 90 * DAY_MS)).toBe(false);
    expect(arePricesOld(READ_MS + 90 * DAY_MS + 1)).toBe(true);
    expect(Number.isNaN(READ_MS)).toBe(false);
  });

  it("are told in dollars without binary dust", () => {
    expect([priceUsd("summonedReply"), priceUsd("ownPostRead"), priceUsd("postWithLink")]).toEqual([
      0.01, 0.001, 0.2,
    ]);
  });
});
