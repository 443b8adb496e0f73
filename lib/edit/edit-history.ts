/** What a person has made of a picture, or hidden in a film, step by step. */
export interface EditHistory<Edit> {
  readonly present: Edit;
  /** What it was before each step, the latest last. */
  readonly past: readonly Edit[];
  /** What was undone, the latest last. */
  readonly undone: readonly Edit[];
}

/** Begins with what was made of the picture earlier. */
export function beginHistory<Edit>(present: Edit): EditHistory<Edit> {
  return { present, past: [], undone: [] };
}

/** Takes a step; one that changes nothing is none. What was undone cannot be redone after it. */
export function takeStep<Edit>(history: EditHistory<Edit>, next: Edit): EditHistory<Edit> {
  if (next === history.present) return history;
  return { present: next, past: [...history.past, history.present], undone: [] };
}

/** Takes the last step back; at the first there is nothing to take back. */
export function undoStep<Edit>(history: EditHistory<Edit>): EditHistory<Edit> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return {
    present,
    past: history.past.slice(0, -1),
    undone: [...history.undone, history.present],
  };
}

/** Takes the step that was undone last once more. */
export function redoStep<Edit>(history: EditHistory<Edit>): EditHistory<Edit> {
  const present = history.undone.at(-1);
  if (present === undefined) return history;
  return {
    present,
    past: [...history.past, history.present],
    undone: history.undone.slice(0, -1),
  };
}
