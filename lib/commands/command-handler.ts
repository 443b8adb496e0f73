import { jobError, JobFailure, toJobError } from "../errors/job-error";
import type { Command, CommandAnswer, CommandTable, CommandType } from "../messages";
import type { JobControl } from "../runner/job-control";
import type { AccountControl } from "./account-control";
import { type CommandHandlers, COMMAND_HANDLERS } from "./command-handlers";

/**
 * A command takes milliseconds; one that waits for a call of X waits a minute at most, as those are given up
 * then. One that is not done by then hangs, on the store or on a page, and later ones wait for it no more.
 */
export const HOLDS_UP_AT_MOST_MS = 75_000;

/**
 * Makes the function that carries out commands, one after another in the order in which they came:
 * a word typed before the click on Post is stored before the post goes out. A command that hangs holds the
 * others up for {@link HOLDS_UP_AT_MOST_MS}. It never rejects.
 */
export function createCommandHandler(
  jobs: JobControl,
  account: AccountControl,
): <Type extends CommandType>(command: Command<Type>) => Promise<CommandAnswer<Type>> {
  let last: Promise<unknown> = Promise.resolve();
  return <Type extends CommandType>(command: Command<Type>) => {
    const answer = last.then(async (): Promise<CommandAnswer<Type>> => {
      try {
        return { ok: true, value: await carryOut(command, jobs, account) };
      } catch (failure) {
        return { ok: false, error: toJobError(failure, stageOf(command.type)) };
      }
    });
    last = last.then(() => settles(answer, HOLDS_UP_AT_MOST_MS));
    return answer;
  };
}

/** Resolves when the promise has settled, at the latest after a time that begins now. */
async function settles(promise: Promise<unknown>, withinMs: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise((resolve) => {
    timer = setTimeout(resolve, withinMs);
  });
  await Promise.race([promise, timeout]);
  clearTimeout(timer);
}

async function carryOut<Type extends CommandType>(
  command: Command<Type>,
  jobs: JobControl,
  account: AccountControl,
): Promise<ReturnType<CommandTable[Type]>> {
  // A page of another version of the extension, left open over an update.
  if (!Object.hasOwn(COMMAND_HANDLERS, command.type)) {
    throw new JobFailure(jobError("unexpected", "post"));
  }
  const handle: CommandHandlers[Type] = COMMAND_HANDLERS[command.type];
  return handle(command, jobs, account);
}

function stageOf(type: CommandType): "sign-in" | "post" {
  switch (type) {
    case "sign-in":
    case "sign-out":
    case "paste-redirect":
      return "sign-in";
    default:
      return "post";
  }
}
