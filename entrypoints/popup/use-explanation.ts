import { useEffect, useReducer } from "preact/hooks";
import type { Explanation } from "../../lib/errors/explain-error";
import type { JobError } from "../../lib/errors/job-error";

type Explain = (error: JobError) => Explanation;

let explain: Explain | null = null;

/**
 * An error as a person reads it; null for the moment in which the sentences are loaded, once for the
 * page: most popups show no error, and none should wait for them.
 */
export function useExplanation(error: JobError): Explanation | null {
  const [, render] = useReducer((count: number, _event: null) => count + 1, 0);
  useEffect(() => {
    if (explain !== null) return undefined;
    let isOver = false;
    void import("../../lib/errors/explain-error").then(({ explainError }) => {
      explain = explainError;
      if (!isOver) render(null);
    });
    return () => {
      isOver = true;
    };
  }, []);
  return explain?.(error) ?? null;
}
