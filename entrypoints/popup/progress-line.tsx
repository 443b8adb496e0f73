import { translate } from "../../lib/i18n/translate";
import { formatBytes, formatBytesPerSecond } from "../../lib/i18n/format-bytes";
import { formatTimeLeft } from "../../lib/i18n/format-duration";
import { formatPercent } from "../../lib/popup/format-percent";
import type { Progress } from "../../lib/popup/progress";
import { Facts } from "./facts";

/** A stage in words and numbers: what, percent, bytes, speed and the time that is left. */
export function ProgressLine({ progress, id }: { progress: Progress; id: string }) {
  const { stage, percent } = progress;
  const locale = translate("locale_tag");
  return (
    <>
      <p class="progress-head">
        <span id={id} class="progress-stage">
          {translate(`progress_${stage}`)}
        </span>
        {percent !== null && <span class="progress-percent">{formatPercent(percent, locale)}</span>}
      </p>
      <Facts facts={numbersOf(progress, locale)} />
    </>
  );
}

function numbersOf(progress: Progress, locale: string): string[] {
  const { doneBytes, totalBytes, bytesPerSecond, leftMs } = progress;
  const numbers: string[] = [];
  if (doneBytes !== null && totalBytes !== null) {
    numbers.push(
      translate(
        "progress_bytes",
        formatBytes(doneBytes, locale, "steady"),
        formatBytes(totalBytes, locale, "steady"),
      ),
    );
  } else if (doneBytes !== null || totalBytes !== null) {
    numbers.push(formatBytes(doneBytes ?? totalBytes ?? 0, locale, "steady"));
  }
  if (bytesPerSecond !== null) numbers.push(formatBytesPerSecond(bytesPerSecond, locale));
  if (leftMs !== null) numbers.push(translate("progress_left", formatTimeLeft(leftMs, locale)));
  return numbers;
}
