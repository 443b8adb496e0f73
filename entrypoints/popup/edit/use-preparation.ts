import { useEffect } from "preact/hooks";
import { sendCommand } from "../../../lib/ui/send-command";

/** The hidden page closes itself after 30 idle seconds. */
const REPEAT_AFTER_MS = 20_000;

/**
 * Has the captured picture decoded in the background as long as it is edited, so that Done has only to write. That it
 * is not done costs time alone, and is told to nobody.
 */
export function usePreparation(attachmentId: string, isShown: boolean): void {
  useEffect(() => {
    if (!isShown) return undefined;
    const ask = () => void sendCommand({ type: "prepare-edit", attachmentId });
    ask();
    const timer = window.setInterval(ask, REPEAT_AFTER_MS);
    return () => window.clearInterval(timer);
  }, [attachmentId, isShown]);
}
