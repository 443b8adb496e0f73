import { useEffect, useState } from "preact/hooks";
import type { CommandAnswer } from "../messages";
import { sendCommand } from "./send-command";

/** The worker's answer with the redirect address; null before it has come. */
export function useRedirectUri(): CommandAnswer | null {
  const [answer, setAnswer] = useState<CommandAnswer | null>(null);
  useEffect(() => {
    void sendCommand({ type: "get-redirect-uri" }).then(setAnswer);
  }, []);
  return answer;
}
