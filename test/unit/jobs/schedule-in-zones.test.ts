import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ZoneQuestion } from "./times-in-zones";

const PROGRAM = fileURLToPath(new URL("times-in-zones.ts", import.meta.url));

function answer(questions: readonly ZoneQuestion[]): unknown[] {
  const args = ["--import", "tsx", PROGRAM, JSON.stringify(questions)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as unknown[];
}

const BERLIN = "Europe/Berlin";
const utc = (text: string) => Date.parse(`${text}Z`);

describe("the moment of a scheduled post", () => {
  it("is what the person saw on the clock, wherever the computer is then, and stays the same moment elsewhere", () => {
    const six = utc("2026-11-28T17:00");
    expect(
      answer([
        { zone: BERLIN, enters: "2026-11-28T18:00" },
        { zone: BERLIN, sees: six },
        { zone: "America/New_York", sees: six },
        { zone: "Asia/Kolkata", sees: six },
        { zone: "Pacific/Auckland", sees: six },
      ]),
    ).toEqual([
      six,
      "2026-11-28T18:00",
      "2026-11-28T12:00",
      "2026-11-28T22:30",
      "2026-11-29T06:00",
    ]);
  });

  it("keeps its hour of the day when summer time begins or ends between the choice and the moment", () => {
    expect(
      answer([
        { zone: BERLIN, enters: "2026-03-29T18:00" },
        { zone: BERLIN, enters: "2026-10-25T18:00" },
        { zone: BERLIN, isOfferedAt: utc("2026-03-28T20:10") },
        { zone: BERLIN, isOfferedAt: utc("2026-10-24T19:10") },
      ]),
    ).toEqual([
      utc("2026-03-29T16:00"),
      utc("2026-10-25T17:00"),
      ["2026-03-29T09:00", "2026-03-29T12:00", "2026-03-29T18:00", "2026-03-29T21:00"],
      ["2026-10-25T09:00", "2026-10-25T12:00", "2026-10-25T18:00", "2026-10-25T21:00"],
    ]);
  });

  it("is an hour later where its hour is left out that night, and the first of two where it comes twice", () => {
    expect(
      answer([
        { zone: BERLIN, enters: "2026-03-29T02:30" },
        { zone: BERLIN, sees: utc("2026-03-29T01:30") },
        { zone: BERLIN, enters: "2026-10-25T02:30" },
        // Half an hour at once.
        { zone: "Australia/Lord_Howe", enters: "2026-10-04T02:15" },
      ]),
    ).toEqual([
      utc("2026-03-29T01:30"),
      "2026-03-29T03:30",
      utc("2026-10-25T00:30"),
      utc("2026-10-03T15:45"),
    ]);
  });

  it("reads back as it was written, at any minute of the year, but for an hour that comes twice", () => {
    const minutes = fc.sample(fc.integer({ min: 0, max: 365 * 24 * 60 - 1 }), 400);
    const zones = [BERLIN, "America/New_York", "Asia/Kolkata", "Pacific/Auckland"];
    const moments = minutes.map((minute) => utc("2026-01-01T00:00") + minute * 60_000);
    const zoneOf = (index: number) => zones[index % zones.length] ?? BERLIN;
    const written = answer(moments.map((sees, index) => ({ zone: zoneOf(index), sees })));
    const read = answer(
      written.map((enters, index) => ({ zone: zoneOf(index), enters: String(enters) })),
    );
    for (const [index, moment] of moments.entries()) {
      expect([moment, moment - 3_600_000]).toContain(read[index]);
    }
    expect(read.filter((moment, index) => moment !== moments[index]).length).toBeLessThan(4);
  });
});
