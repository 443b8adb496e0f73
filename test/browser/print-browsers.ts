import { findBrowser } from "./harness/find-browser";
import { findFirefox } from "./harness/find-firefox";

/** Says before the browser tests in which versions they run, or why one kind of browser is not there. */
export default async function printBrowsers(): Promise<void> {
  const found = [
    await describe(async () => {
      const { kind, version, executablePath } = await findBrowser();
      return `${kind} ${version}, ${executablePath}`;
    }),
    await describe(async () => {
      const { version, executablePath } = findFirefox();
      return `firefox ${version}, ${executablePath}`;
    }),
  ];
  process.stdout.write(`\nThe browsers of these tests:\n  ${found.join("\n  ")}\n`);
}

async function describe(find: () => Promise<string>): Promise<string> {
  try {
    return await find();
  } catch (error) {
    // The tests that need this browser fail with the same sentence; the others need not.
    if (!(error instanceof Error)) throw error;
    return error.message;
  }
}
