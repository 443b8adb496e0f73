import { translate } from "../../lib/i18n/translate";
import type { Wait } from "../../lib/jobs/wait";
import { formatTimeLeft } from "../../lib/i18n/format-duration";
import { useExplanation } from "../../lib/ui/use-explanation";
import { useNow } from "./use-now";

/** Why a step waits, with the seconds until it is tried again. */
export function WaitNote({ wait }: { wait: Wait }) {
  const nowMs = useNow(wait.untilMs === null ? null : 1000);
  const sentence = useExplanation(wait.error)?.sentence ?? "";
  return <p class="wait-note">{waitText(wait, sentence, nowMs)}</p>;
}

function waitText(wait: Wait, sentence: string, nowMs: number): string {
  if (wait.reason === "sign-in") return translate("wait_sign_in");
  if (wait.reason === "offline") return translate("wait_offline");
  if (wait.untilMs === null || wait.untilMs <= nowMs) return translate("wait_retry_soon", sentence);
  const left = formatTimeLeft(wait.untilMs - nowMs, translate("locale_tag"));
  return translate("wait_retry_in", sentence, left);
}
