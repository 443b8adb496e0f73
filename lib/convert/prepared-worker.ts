import type { ConversionWorker } from "./convert-in-worker";

/** Workers that convert, one of which may have drawn beforehand the picture that is being edited. */
export interface ConversionWorkers {
  /** Has a worker draw the picture of an attachment; does nothing where one has, or is about to. */
  prepare(attachmentId: string): void;
  /** A worker for a conversion: the one that has prepared it, else a fresh one. */
  take(attachmentId: string): ConversionWorker;
  /** Ends a worker that waits. */
  drop(): void;
}

/** At most one worker waits: a decoded picture takes four bytes a pixel. @param start a fresh one */
export function createConversionWorkers(start: () => ConversionWorker): ConversionWorkers {
  let waiting: { readonly attachmentId: string; readonly worker: ConversionWorker } | null = null;

  function drop(): void {
    waiting?.worker.terminate();
    waiting = null;
  }

  return {
    prepare(attachmentId) {
      if (waiting?.attachmentId === attachmentId) return;
      drop();
      const worker = start();
      waiting = { attachmentId, worker };
      // One that could not be started is of no use to the conversion.
      worker.addEventListener("error", () => {
        if (waiting?.worker === worker) drop();
      });
      worker.postMessage({ type: "prepare", attachmentId });
    },
    take(attachmentId) {
      if (waiting?.attachmentId !== attachmentId) {
        drop();
        return start();
      }
      const { worker } = waiting;
      waiting = null;
      return worker;
    },
    drop,
  };
}
