import type { ComponentChildren } from "preact";
import { translate } from "../../lib/i18n/translate";
import type { StepProgress } from "../../lib/popup/welcome-steps";

/** One step of the way, with its number, or a tick when it is done: the next one is open, the others are folded. */
export function Step({
  number,
  title,
  progress,
  children,
}: {
  number: number;
  title: string;
  progress: StepProgress;
  children: ComponentChildren;
}) {
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
      <details class="step-body" name="welcome-steps" open={progress === "next"}>
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
    </li>
  );
}
