import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import packageJson from "../../../package.json";

const ROOT = new URL("../../../", import.meta.url);
const text = readFileSync(new URL("docs/threat-model.md", ROOT), "utf8");
const [, ...rows] = text
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| ---"))
  .map((line) => line.split("|").map((cell) => cell.trim()));

describe("the threat model", () => {
  it("has rows of four cells", () => {
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter((cells) => cells.length !== 6)).toEqual([]);
  });

  it.each(rows.map(([, attacker = "", wants = "", , proof = ""]) => [attacker, wants, proof]))(
    "(%s: %s) names tests that exist",
    (_attacker, _wants, proof) => {
      const named = [...proof.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? "");
      expect(named.some((name) => name.startsWith("test/"))).toBe(true);
      for (const name of named) {
        const script = /^npm run (\S+)$/.exec(name)?.[1];
        const exists =
          script === undefined
            ? /\.test\.tsx?$/.test(name) && existsSync(new URL(name, ROOT))
            : Object.hasOwn(packageJson.scripts, script);
        expect([name, exists]).toEqual([name, true]);
      }
    },
  );
});
