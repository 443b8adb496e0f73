import type { Command, CommandAnswer } from "../messages";
import type { ConnectX } from "../x/x-request";
import { createAccountControl } from "./browser-accounts";
import { createCommandHandler } from "./command-handler";
import type { JobControl } from "../runner/job-control";
import { reportCrash } from "../runner/report-crash";

/** Makes the function that carries out commands with the browser's own means. */
export function createBrowserCommands(
  x: ConnectX,
  jobs: JobControl,
): (command: Command) => Promise<CommandAnswer> {
  // Who opens the composer is about to post: what judges a post is there by then.
  void Promise.all([import("../rules/refuse-post"), x.topLevelDomains()]).catch(reportCrash);
  return createCommandHandler(jobs, createAccountControl(x, jobs));
}
