import { createContext, runInContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { namePart, PARTS_FOLDER, WORKER_LOADER } from "../../../lib/build/worker-loader";

/** A worker's global scope in which parts can be imported; `broken` names scripts that cannot be read. */
function startWorker(parts: Record<string, string>) {
  const brought: string[] = [];
  const broken = new Set<string>();
  const scope = createContext({
    happened: [] as string[],
    importScripts(path: string) {
      if (broken.has(path)) throw new Error(`Cannot read ${path}`);
      brought.push(path);
      const name = path.slice(path.lastIndexOf("/") + 1);
      runInContext(namePart(name, parts[name] ?? ""), scope);
    },
  });
  runInContext("var self = globalThis;", scope);
  runInContext(`${WORKER_LOADER}\nvar load = require;`, scope);
  const load = (name: string): unknown => runInContext(`load(${JSON.stringify(name)})`, scope);
  const happened = (): string[] => runInContext("[...happened]", scope) as string[];
  return { load, happened, brought, broken };
}

const COUNTED = 'happened.push("made"); exports.answer = 42;';
const FAILS_ONCE =
  'exports.half = 1; if (happened.push("tried") === 1) throw new Error("Not yet"); exports.answer = 42;';

describe("a part of the worker", () => {
  it("is made by the first import of it, and once", () => {
    const worker = startWorker({ "a.js": COUNTED });
    expect(worker.happened()).toEqual([]);
    expect(worker.load("./a.js")).toMatchObject({ answer: 42 });
    expect(worker.load("../worker/a.js")).toBe(worker.load("./a.js"));
    expect(worker.happened()).toEqual(["made"]);
    expect(worker.brought).toEqual([`/${PARTS_FOLDER}/a.js`]);
  });

  it("that throws while it is made is made anew by the next import, not handed out by half", () => {
    const worker = startWorker({ "a.js": FAILS_ONCE });
    expect(() => worker.load("a.js")).toThrow("Not yet");
    expect(worker.load("a.js")).toMatchObject({ answer: 42 });
    expect(worker.brought).toHaveLength(1);
  });

  it("is made anew, too, when one that it needs has thrown", () => {
    const worker = startWorker({
      "a.js": 'exports.answer = require("./b.js").answer;',
      "b.js": FAILS_ONCE,
    });
    expect(() => worker.load("a.js")).toThrow("Not yet");
    expect(worker.load("a.js")).toMatchObject({ answer: 42 });
  });

  it("whose script cannot be read is asked for again by the next import", () => {
    const worker = startWorker({ "a.js": COUNTED });
    worker.broken.add(`/${PARTS_FOLDER}/a.js`);
    expect(() => worker.load("a.js")).toThrow("Cannot read");
    worker.broken.clear();
    expect(worker.load("a.js")).toMatchObject({ answer: 42 });
  });

  it("may need one that needs it", () => {
    const worker = startWorker({
      "a.js": 'exports.name = "a"; exports.other = require("./b.js");',
      "b.js": 'exports.seen = require("./a.js").name;',
    });
    expect(worker.load("a.js")).toMatchObject({ name: "a", other: { seen: "a" } });
  });
});
