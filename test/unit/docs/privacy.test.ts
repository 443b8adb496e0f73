import { readFileSync } from "node:fs";
import { beforeEach, expect, it } from "vitest";
import { openDatabase } from "../../../lib/store/database";
import { freshDatabase } from "../store/fresh-database";

beforeEach(freshDatabase);

it("PRIVACY.md tells of every table in which something is stored, and of no other", async () => {
  const text = readFileSync(new URL("../../../PRIVACY.md", import.meta.url), "utf8");
  const told = [...text.matchAll(/^\| `(\w+)` +\|/gm)].map(([, name]) => name);
  const { objectStoreNames } = await openDatabase();
  expect(told.toSorted()).toEqual([...objectStoreNames].toSorted());
});
