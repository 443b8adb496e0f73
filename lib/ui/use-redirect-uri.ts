import { useEffect, useState } from "preact/hooks";
import type { CommandAnswer } from "../messages";
import { sendCommand } from "./send-command";

type RedirectUriAnswer = CommandAnswer<"get-redirect-uri">;

/** The worker's answer with the redirect address; null before it has come. */
export function useRedirectUri(): RedirectUriAnswer | null {
  const [answer, setAnswer] = useState<RedirectUriAnswer | null>(null);
  useEffect(() => {
    void sendCommand({ type: "get-redirect-uri" }).then(setAnswer);
  }, []);
  return answer;
}
