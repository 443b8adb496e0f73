/**
 * Writes an error that no step expects to the extension's own console: its name and place, never its
 * content, which could hold a token or what a person wrote.
 */
export function reportCrash(error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  const place = error instanceof Error ? error.stack?.split("\n").slice(1, 4).join("\n") : "";
  console.error(`Unexpected ${name}\n${place ?? ""}`);
}
