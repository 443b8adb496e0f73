import type { Command, CommandAnswer, MessageSender } from "../messages";
import { browser } from "wxt/browser";
import { receivePart } from "../capture/bytes/expected-parts";
import { jobError, toJobError } from "../errors/job-error";

/**
 * Makes the one listener for messages. Commands are taken from the extension's own pages only; from
 * a web page's frame nothing but the answer to a capture that is waiting for it.
 */
export function createMessageListener(
  handleCommand: (command: Command) => Promise<CommandAnswer>,
): (message: unknown, sender: MessageSender, answer: (value: unknown) => void) => boolean {
  // Compared as text: what has no origin of its own has the origin "null", like many others.
  const ownPages = browser.runtime.getURL("/");
  return (message, sender, answer) => {
    if (sender.id !== browser.runtime.id) return false;
    const fromOwnPage = sender.url?.startsWith(ownPages) ?? false;
    if (fromOwnPage) {
      const reply = isCommand(message) ? handleCommand(message) : Promise.resolve(NOT_A_COMMAND);
      // Whatever happens, a page waits for an answer.
      void reply.then(answer, (failure: unknown) => {
        const refusal: CommandAnswer = { ok: false, error: toJobError(failure, "post") };
        answer(refusal);
      });
    } else {
      const from = { tabId: sender.tab?.id, frameId: sender.frameId };
      void receivePart(message, from).then(
        (goOn) => answer({ goOn }),
        () => answer({ goOn: false }),
      );
    }
    // The answer comes later.
    return true;
  };
}

/** The answer to a message that is no command of ours. */
const NOT_A_COMMAND: CommandAnswer = { ok: false, error: jobError("unexpected", "post") };

/** The extension's own pages are built with this code: a type is all that is asked for. */
function isCommand(message: unknown): message is Command {
  return (
    typeof message === "object" &&
    message !== null &&
    "type" in message &&
    typeof message.type === "string"
  );
}
