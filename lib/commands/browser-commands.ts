import type { Command, CommandAnswer } from "../messages";
import type { ConnectX } from "../x/x-request";
import { createAccountControl } from "./browser-accounts";
import { createCommandHandler } from "./command-handler";
import type { JobControl } from "../runner/job-control";
import { reportCrash } from "../runner/report-crash";

/**
 * Makes the function that carries out commands with the browser's own means; it never rejects. It is there with each
 * start of the worker: to bring it with the first command kept a popup waiting for 8 ms longer (Chromium 156).
 */
export function createBrowserCommands(
  x: ConnectX,
  jobs: JobControl,
): (command: Command) => Promise<CommandAnswer> {
  const handle = createCommandHandler(jobs, createAccountControl(x, jobs));
  let isFirst = true;
  return async (command) => {
    const answer = await handle(command);
    // A script that is brought holds the worker up: this answer goes out before.
    if (isFirst) setTimeout(bringJudges);
    isFirst = false;
    return answer;
  };

  /** Who opens the composer is about to post: what judges a post is there by then. */
  function bringJudges(): void {
    Promise.all([import("../rules/refuse-post"), x.topLevelDomains()]).catch(reportCrash);
  }
}
