import { it } from "vitest";

/** `npm run test:all` tries every row of every table; `npm test` a few of each, so that it stays short. */
export const EVERY_CASE = process.env["TWEET_CASES"] === "all";

/**
 * The rows of a table that a run of the tests tries: all of them, or those that stand for the others.
 *
 * @param nameOf names of one table differ
 * @param chosen names of rows; each must be there
 */
export function someOf<T>(
  rows: readonly T[],
  nameOf: (row: T) => string,
  chosen: readonly string[],
): readonly T[] {
  const missing = chosen.filter((name) => !rows.some((row) => nameOf(row) === name));
  if (missing.length > 0) throw new Error(`No such row: ${missing.join(", ")}`);
  return EVERY_CASE ? rows : rows.filter((row) => chosen.includes(nameOf(row)));
}

/** A test of something rare, or of what other tests hold for the most part: `npm run test:all` alone runs it. */
export const itOfAll = EVERY_CASE ? it : it.skip;
