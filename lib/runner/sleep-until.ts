/** Resolves at a moment (epoch milliseconds), or as soon as the signal is aborted. Does not survive the worker. */
export function sleepUntil(atMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", wake);
      resolve();
    };
    const timer = setTimeout(wake, Math.max(0, atMs - Date.now()));
    signal.addEventListener("abort", wake);
  });
}
