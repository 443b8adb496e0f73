import type { Command, CommandAnswer } from "../messages";
import type { ConnectX } from "../x/x-request";
import { createAccountControl } from "./browser-accounts";
import { createCommandHandler } from "./command-handler";
import type { JobControl } from "./draft-commands";

/** Makes the function that carries out commands with the browser's own means. */
export function createBrowserCommands(
  x: ConnectX,
  jobs: JobControl,
): (command: Command) => Promise<CommandAnswer> {
  return createCommandHandler(jobs, createAccountControl(x, jobs));
}
