/** A text on its way to the store: the last value counts, and it is not given up. */
export interface TextSaver {
  /** Sends a value; until one is stored, the last one is sent again and again. */
  change(value: string): void;
  /** Resolves with whether the last value is stored; sends it once more where it was not. */
  settle(): Promise<boolean>;
  /** Gives up what is not stored yet. */
  stop(): void;
}

/** A storage that took no text (a full disk, say) is asked again this often. */
export const SAVE_AGAIN_AFTER_MS = 2_000;

/**
 * Stores what is being typed, through a storage that fails for a while.
 *
 * @param save sends a value to the worker; resolves with whether it is stored
 */
export function createTextSaver(save: (value: string) => Promise<boolean>): TextSaver {
  let unsaved: { readonly value: string } | null = null;
  let sending: Promise<boolean> = Promise.resolve(true);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;

  function send(value: string): Promise<boolean> {
    clearTimeout(timer);
    const sent = { value };
    unsaved = sent;
    sending = save(value).then((isStored) => {
      // A later value has its own answer.
      if (unsaved !== sent) return isStored;
      if (isStored) unsaved = null;
      else if (!isStopped) timer = setTimeout(() => void send(value), SAVE_AGAIN_AFTER_MS);
      return isStored;
    });
    return sending;
  }

  return {
    change: (value) => void send(value),
    async settle() {
      if (await sending) return true;
      return unsaved === null || send(unsaved.value);
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
