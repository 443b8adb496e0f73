import { browser } from "wxt/browser";
import { jobError } from "../errors/job-error";
import type { Command, CommandAnswer } from "../messages";

/**
 * Sends one command to the worker and resolves with its answer. Never rejects: a worker that cannot
 * be reached (the extension was updated meanwhile, say) is an answer with `unexpected`.
 */
export async function sendCommand(command: Command): Promise<CommandAnswer> {
  try {
    const answer: unknown = await browser.runtime.sendMessage(command);
    if (isCommandAnswer(answer)) return answer;
    return refuse("NoAnswer");
  } catch (thrown) {
    return refuse(thrown instanceof Error ? thrown.name : typeof thrown);
  }
}

function refuse(name: string): CommandAnswer {
  return { ok: false, error: jobError("unexpected", "post", { details: { name } }) };
}

function isCommandAnswer(answer: unknown): answer is CommandAnswer {
  return typeof answer === "object" && answer !== null && "ok" in answer;
}
