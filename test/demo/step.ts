/** A demo that did not end well; the message is a sentence for the person who started it. */
export class DemoFailure extends Error {
  override readonly name = "DemoFailure";
}

/** Says what begins and how long it took. A failure is told as the failure of this step. */
export async function step<T>(title: string, task: () => Promise<T>): Promise<T> {
  const startedAtMs = performance.now();
  process.stdout.write(`- ${title} … `);
  try {
    const result = await task();
    console.log(`${((performance.now() - startedAtMs) / 1000).toFixed(1)} s`);
    return result;
  } catch (cause) {
    console.log("failed");
    throw cause instanceof DemoFailure
      ? cause
      : new DemoFailure(`${title}: this did not work. ${firstLine(cause)}`, { cause });
  }
}

/** Rejects when the task takes longer than `limitMs`; the task itself is not stopped. */
export async function within<T>(limitMs: number, task: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    const sentence = `The demo did not finish within ${limitMs / 1000} seconds.`;
    timer = setTimeout(() => reject(new DemoFailure(sentence)), limitMs);
  });
  try {
    return await Promise.race([task, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

/** Errors of a browser driver go on for pages; their first line says what happened. */
function firstLine(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return text.split("\n", 1)[0] ?? "";
}
