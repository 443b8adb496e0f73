import type { ConversionAnswer } from "../messages";

/**
 * What the hidden page tells the worker that it has started: which attachment to convert, or to get ready for: of one that
 * will be edited the picture is drawn, and for one that comes in pieces the code is loaded.
 */
export interface WorkerOrder {
  readonly type: "convert" | "prepare";
  readonly attachmentId: string;
}

/**
 * What the worker tells the page: that its event loop turns, with how much it has done so far (any
 * count that grows with bytes read, bytes written and progress), and at the end its answer.
 */
export type WorkerReport =
  | { readonly type: "alive"; readonly work: number }
  | { readonly type: "answer"; readonly answer: ConversionAnswer };
