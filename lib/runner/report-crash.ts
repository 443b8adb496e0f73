/**
 * Writes an error that no step expects to the extension's own console: its name and the places in our
 * scripts, never its message, which could hold a token or what a person wrote.
 */
export function reportCrash(error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  console.error([`Unexpected ${name}`, ...placesOf(error)].join("\n"));
}

/** Where it was thrown: script, line and column of the three innermost calls. */
function placesOf(error: unknown): string[] {
  if (!(error instanceof Error) || error.stack === undefined) return [];
  // Chromium's stacks begin with the message, which can be of several lines.
  const calls = error.message === "" ? error.stack : error.stack.replaceAll(error.message, "");
  return (calls.match(/[a-z-]+:\/\/[^\s()@]+:\d+:\d+/g) ?? []).slice(0, 3);
}
