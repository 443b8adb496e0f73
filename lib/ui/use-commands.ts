import { useCallback, useState } from "preact/hooks";
import type { JobError } from "../errors/job-error";
import type { Command } from "../messages";
import { sendCommand } from "./send-command";

/** Sends a command; resolves with whether the worker accepted it. A refusal is shown by the app. */
export type Send = (command: Command) => Promise<boolean>;

/** The popup's way of sending commands, and why the last one was refused (null when it was not). */
export function useCommands(): {
  readonly send: Send;
  readonly refusal: JobError | null;
  readonly dismissRefusal: () => void;
} {
  const [refusal, setRefusal] = useState<JobError | null>(null);
  const send = useCallback<Send>(async (command) => {
    const answer = await sendCommand(command);
    setRefusal(answer.ok ? null : answer.error);
    return answer.ok;
  }, []);
  const dismissRefusal = useCallback(() => setRefusal(null), []);
  return { send, refusal, dismissRefusal };
}
