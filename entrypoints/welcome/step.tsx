import type { ComponentChildren } from "preact";
import { translate } from "../../lib/i18n/translate";
import type { StepProgress } from "../../lib/popup/welcome-steps";

/** One step of the way, with its number, or a tick when it is done: the next one is open, the others are folded. */
export function Step({
  number,
  title,
  progress,
  outcome,
  isLast = false,
  children,
}: {
  number: number;
  title: string;
  progress: StepProgress;
  /** Said below the title once it is done. */
  outcome: string;
  /** The last one stays open: nothing comes after it. */
  isLast?: boolean;
  children: ComponentChildren;
}) {
  const isOpen = progress === "next" || (isLast && progress === "done");
  return (
    <li
      class="welcome-step"
      data-progress={progress}
      aria-current={progress === "next" ? "step" : undefined}
    >
      <span class="step-mark" aria-hidden="true">
        {progress === "done" ? "✓" : number}
      </span>
      {/* One name for all: opening one closes the others. */}
      <details class="step-body" name="welcome-steps" open={isOpen}>
        <summary>
          <h2>
            {title}
            {progress === "done" && (
              <span class="visually-hidden"> ({translate("welcome_done")})</span>
            )}
          </h2>
        </summary>
        <div class="step-content">{children}</div>
      </details>
      <p class="step-outcome" role="status">
        {progress === "done" && outcome}
      </p>
    </li>
  );
}
