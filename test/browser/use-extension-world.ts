import { afterAll, beforeAll, beforeEach } from "vitest";
import type { XServerSettings } from "../x-server/x-server-settings";
import { ExtensionWorld, type WorldOptions } from "./extension-world";

/** How the world of a file of tests begins, and what stays from one test to the next. */
export interface UsedWorldOptions {
  /** How X behaves at the beginning of each test, where that differs from the usual. */
  readonly settings?: Partial<XServerSettings>;
  /** A world for this file alone, with what differs from the usual one; `{}` for a usual one. */
  readonly own?: WorldOptions;
  /** Whether the person is signed in before the first test; true unless told. Only of an own world. */
  readonly signedIn?: boolean;
  /** Whether each test begins with no jobs, here and at X; true unless told. Only of an own world. */
  readonly clears?: boolean;
}

/*
 * To start a browser and to sign in takes longer than most tests do. So the files that one process runs
 * share a world, unless they ask for one of their own: those in which a site is allowed, above all, since
 * Chromium asks for it once only, even where it was taken back. The shared one ends with the process.
 */
const shared = new ExtensionWorld();
let sharedIsReady: Promise<void> | undefined;

/**
 * The world of the file of tests that calls it, cleared before each test: one that other files have
 * used before, or one of its own, closed after the last test. Before the first test nothing of it may be used.
 */
export function useExtensionWorld(options: UsedWorldOptions = {}): ExtensionWorld {
  const { own, settings = {} } = options;
  const world = own === undefined ? shared : new ExtensionWorld(own);
  beforeAll(async () => {
    if (own === undefined) {
      sharedIsReady ??= begin(world, true);
      await sharedIsReady;
    } else {
      await begin(world, options.signedIn !== false);
    }
  });
  beforeEach(async () => {
    if (options.clears !== false) await world.clear();
    world.x.change(settings);
  });
  if (own !== undefined) afterAll(() => world.close());
  return world;
}

async function begin(world: ExtensionWorld, signsIn: boolean): Promise<void> {
  await world.start();
  if (signsIn) await world.signIn();
}
