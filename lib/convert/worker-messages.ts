import type { JobError } from "../errors/job-error";

/**
 * What the hidden page tells the worker that it has started: which attachment to convert, or to get ready for (of one that
 * will be edited the picture is drawn, and for one that comes in pieces the code is loaded), or of which film to draw a
 * thumbnail.
 */
export interface WorkerOrder {
  readonly type: "convert" | "prepare" | "draw-film";
  readonly attachmentId: string;
}

/**
 * What the worker tells the page: that its event loop turns, with how much it has done so far (any
 * count that grows with bytes read, bytes written and progress), and at the end what came of the order.
 */
export type WorkerReport<Value> =
  | { readonly type: "alive"; readonly work: number }
  | { readonly type: "done"; readonly value: Value }
  | { readonly type: "failed"; readonly error: JobError };
