import { useEffect, useReducer } from "preact/hooks";
import type { Explanation } from "../errors/explain-error";
import type { JobError } from "../errors/job-error";
import { translate } from "../i18n/translate";

type Explain = (error: JobError) => Explanation;

let explain: Explain | null = null;

/** Begins to load the sentences, so that the next error finds them: after the first paint, say. */
export async function loadExplanations(): Promise<void> {
  try {
    explain = (await import("../errors/explain-error")).explainError;
  } catch (failure) {
    if (!(failure instanceof Error)) throw failure;
    // The extension was updated while this page was open, and its old files are gone.
    explain = () => ({
      sentence: translate("error_unexpected"),
      nextStep: translate("next_unexpected"),
      action: "none",
    });
  }
}

/**
 * An error as a person reads it; null for the moment in which the sentences are loaded, once for the
 * page: most popups show no error, and none should wait for them.
 */
export function useExplanation(error: JobError): Explanation | null {
  const [, render] = useReducer((count: number, _event: null) => count + 1, 0);
  useEffect(() => {
    if (explain !== null) return undefined;
    let isOver = false;
    void loadExplanations().then(() => {
      if (!isOver) render(null);
    });
    return () => {
      isOver = true;
    };
  }, []);
  return explain?.(error) ?? null;
}
