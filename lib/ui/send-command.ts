import { browser } from "wxt/browser";
import { jobError } from "../errors/job-error";
import type { Command, CommandAnswer } from "../messages";

/** A command takes milliseconds; where it waits for a call of X, that is given up after a minute. */
export const ANSWERED_WITHIN_MS = 90_000;

/**
 * Sends one command to the worker and resolves with its answer. Never rejects, and always resolves: a
 * worker that cannot be reached (the extension was updated meanwhile, say), that dies over the command
 * or has not answered within {@link ANSWERED_WITHIN_MS} is an answer with `unexpected`.
 */
export async function sendCommand<Sent extends Command>(
  command: Sent,
): Promise<CommandAnswer<Sent["type"]>> {
  let timer = 0;
  const timeout = new Promise<undefined>((resolve) => {
    timer = window.setTimeout(() => resolve(undefined), ANSWERED_WITHIN_MS);
  });
  try {
    const answer: unknown = await Promise.race([browser.runtime.sendMessage(command), timeout]);
    return isAnswerTo<Sent["type"]>(answer) ? answer : refuse("NoAnswer");
  } catch (thrown) {
    return refuse(thrown instanceof Error ? thrown.name : typeof thrown);
  } finally {
    clearTimeout(timer);
  }
}

function refuse(name: string): CommandAnswer & { readonly ok: false } {
  return { ok: false, error: jobError("unexpected", "post", { details: { name } }) };
}

/** The worker is built with this code: that it has answered is all that is asked for. */
function isAnswerTo<Type extends Command["type"]>(answer: unknown): answer is CommandAnswer<Type> {
  return typeof answer === "object" && answer !== null && "ok" in answer;
}
