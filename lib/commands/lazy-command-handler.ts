import { toJobError } from "../errors/job-error";
import type { Command, CommandAnswer } from "../messages";

type HandleCommand = (command: Command) => Promise<CommandAnswer>;

/**
 * Makes a function that carries out commands with a handler that the first command loads. What could
 * not be loaded is loaded anew for the next command; the one that had to wait for it is answered with
 * the error. It never rejects.
 */
export function lazyCommandHandler(load: () => Promise<HandleCommand>): HandleCommand {
  let handler: Promise<HandleCommand> | null = null;
  return async (command) => {
    try {
      handler ??= load();
      handler.catch(() => {
        handler = null;
      });
      return await (
        await handler
      )(command);
    } catch (failure) {
      return { ok: false, error: toJobError(failure, "post") };
    }
  };
}
