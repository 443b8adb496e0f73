import { createTextSaver, type TextSaver } from "./text-saver";

/**
 * Stores what is still being changed once it has been at rest for a while: each value that is sent costs work.
 *
 * @param save as for `createTextSaver`
 * @param restMs how long a value has to stand before it is sent
 */
export function createDelayedSaver(
  save: (value: string) => Promise<boolean>,
  restMs: number,
): TextSaver {
  const saver = createTextSaver(save);
  let waiting: { readonly value: string } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    clearTimeout(timer);
    if (waiting === null) return;
    const { value } = waiting;
    waiting = null;
    saver.change(value);
  }

  return {
    change(value) {
      waiting = { value };
      clearTimeout(timer);
      timer = setTimeout(flush, restMs);
    },
    settle() {
      flush();
      return saver.settle();
    },
    stop() {
      // Whoever closes the page right after a change means it.
      flush();
      saver.stop();
    },
  };
}
