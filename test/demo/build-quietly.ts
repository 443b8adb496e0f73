import buildExtension from "../browser/build-extension";

/** Builds the extension. WXT draws a spinner whatever its logger says: here it is held back. */
export async function buildQuietly(): Promise<void> {
  const { write } = process.stdout;
  process.stdout.write = () => true;
  try {
    await buildExtension();
  } finally {
    process.stdout.write = write;
  }
}
