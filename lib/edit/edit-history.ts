import type { PictureEdit } from "./picture-edit";

/** What a person has made of a picture, step by step. */
export interface EditHistory {
  readonly present: PictureEdit;
  /** What it was before each step, the latest last. */
  readonly past: readonly PictureEdit[];
  /** What was undone, the latest last. */
  readonly undone: readonly PictureEdit[];
}

/** Begins with what was made of the picture earlier. */
export function beginHistory(present: PictureEdit): EditHistory {
  return { present, past: [], undone: [] };
}

/** Takes a step; one that changes nothing is none. What was undone cannot be redone after it. */
export function takeStep(history: EditHistory, next: PictureEdit): EditHistory {
  if (next === history.present) return history;
  return { present: next, past: [...history.past, history.present], undone: [] };
}

/** Takes the last step back; at the first there is nothing to take back. */
export function undoStep(history: EditHistory): EditHistory {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return {
    present,
    past: history.past.slice(0, -1),
    undone: [...history.undone, history.present],
  };
}

/** Takes the step that was undone last once more. */
export function redoStep(history: EditHistory): EditHistory {
  const present = history.undone.at(-1);
  if (present === undefined) return history;
  return {
    present,
    past: [...history.past, history.present],
    undone: history.undone.slice(0, -1),
  };
}
