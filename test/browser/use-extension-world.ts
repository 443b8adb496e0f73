import { afterAll, beforeAll, beforeEach } from "vitest";
import { ExtensionWorld, type WorldOptions } from "./extension-world";

/** How the world of a file of tests begins, and what stays from one test to the next. */
export interface UsedWorldOptions extends WorldOptions {
  /** Whether the person is signed in before the first test; true unless told. */
  readonly signedIn?: boolean;
  /** Whether each test begins with no jobs, here and at X; true unless told. */
  readonly clears?: boolean;
}

/**
 * The world of the file of tests that calls it: started before the first test, cleared before each, and
 * closed after the last. Before the first test nothing of it may be used.
 */
export function useExtensionWorld(options: UsedWorldOptions = {}): ExtensionWorld {
  const world = new ExtensionWorld(options);
  beforeAll(async () => {
    await world.start();
    if (options.signedIn !== false) await world.signIn();
  });
  if (options.clears !== false) beforeEach(() => world.clear());
  afterAll(() => world.close());
  return world;
}
