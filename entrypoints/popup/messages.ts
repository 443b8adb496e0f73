import { createContext } from "preact";
import { useContext } from "preact/hooks";

/** A few words about what was just done, and what can be done about it. */
export interface ShortMessage {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Takes back what was done: behind the button Undo, and Ctrl+Z. Then there is no other action. */
  readonly undo?: () => void;
}

/** Shows a short message above the footer until another takes its place, or its time is over. */
export type Say = (message: ShortMessage) => void;

/** How the parts of the popup say something. */
export const SayContext = createContext<Say>(() => {});

/** The way to show a short message. */
export const useSay = (): Say => useContext(SayContext);
