import { afterEach, expect } from "vitest";
import { browserPid, listProcesses } from "../bench/browser-processes";
import { MortalWorld } from "../bench/mortal-world";
import { type ExtensionWorld, startExtensionWorld } from "./extension-world";
import { ExtensionDied, Overdue, watchForDeath } from "./harness/process-death";
import { itOfAll } from "./some-of";

let mortal: MortalWorld | undefined;

afterEach(async () => {
  await mortal?.close();
});

/** Ends the process of the extension's worker and pages, as the browser does with one that misbehaves. */
async function killExtension({ browser }: ExtensionWorld): Promise<void> {
  const root = browser.context.browser();
  if (root === null) throw new Error("Playwright gave no browser for the profile.");
  const session = await root.newBrowserCDPSession();
  const found = listProcesses(await browserPid(session)).filter(({ kind }) => kind === "extension");
  expect(found).toHaveLength(1);
  for (const { pid } of found) process.kill(pid, "SIGKILL");
}

/** What comes to no end. */
function wait(): Promise<never> {
  return new Promise(() => undefined);
}

itOfAll("a death of the extension's process ends what waits for it, sleep does not", async () => {
  const world = await startExtensionWorld();
  try {
    const watch = await watchForDeath(world.browser);
    await world.browser.stopWorker();
    await expect(watch.guard("sleep", 300, wait())).rejects.toThrow(Overdue);
    const page = await world.browser.openPage("options.html");
    const failing = page.evaluate(() => new Promise(() => undefined));
    const guards = [wait(), failing].map((task) => watch.guard("death", 20_000, task));
    const ends = Promise.allSettled(guards);
    await killExtension(world);
    for (const end of await ends) {
      expect(end.status === "rejected" && end.reason).toEqual(new ExtensionDied("killed 9"));
    }
  } finally {
    await world.close();
  }
});

itOfAll("what died is counted and measured again in a fresh browser", async () => {
  mortal = new MortalWorld(startExtensionWorld);
  let tries = 0;
  const outcome = await mortal.measure("a life", 20_000, async (world) => {
    tries += 1;
    if (tries > 1) return "measured";
    await killExtension(world);
    return wait();
  });
  expect([outcome, tries, mortal.deaths, mortal.problems]).toEqual(["measured", 2, 1, []]);
});
