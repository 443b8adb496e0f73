import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** What `getmouselocation` prints: it stands behind each command, to tell that the command is over. */
const OVER = /^x:-?\d+ y:-?\d+ screen:\d+ window:\d+$/;

const COMMAND_TAKES_MS = 15_000;

/**
 * An xdotool that stays, and takes one command after the other: on a busy machine it takes a tenth of
 * a second to start one for each.
 */
export class Xdotool {
  readonly #env: NodeJS.ProcessEnv;
  #child: ChildProcessWithoutNullStreams | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
  }

  /**
   * Runs a command with its arguments, after those before it, and returns what it prints.
   *
   * @throws when xdotool ends over it, says anything on its standard error, or takes 15 seconds
   */
  run(args: readonly string[]): Promise<string> {
    const run = this.#last.then(() => this.#execute(args));
    this.#last = Promise.allSettled([run]);
    return run;
  }

  close(): void {
    this.#child?.kill();
    this.#child = null;
  }

  #execute(args: readonly string[]): Promise<string> {
    const child = (this.#child ??= this.#start());
    const printed: string[] = [];
    return new Promise<string>((resolve, reject) => {
      const lines = createInterface({ input: child.stdout });
      const settle = (error: Error | null) => {
        clearTimeout(timer);
        lines.close();
        child.stderr.off("data", complain);
        child.off("close", fail);
        if (error === null) return resolve(printed.join("\n").trim());
        // What it would still print belongs to nothing.
        this.close();
        reject(error);
      };
      const fail = () => settle(new Error(`xdotool ${args[0]} failed.`));
      const complain = (text: Buffer) => settle(new Error(`xdotool ${args[0]}: ${text}`));
      const timer = setTimeout(fail, COMMAND_TAKES_MS);
      lines.on("line", (line) => (OVER.test(line) ? settle(null) : printed.push(line)));
      child.stderr.on("data", complain);
      child.on("close", fail);
      child.stdin.write(`${args.map(quoted).join(" ")}\ngetmouselocation\n`);
    });
  }

  #start(): ChildProcessWithoutNullStreams {
    // Into a pipe it would print nothing before its end.
    const child = spawn("stdbuf", ["-oL", "xdotool", "-"], { env: this.#env });
    // A command that ends it, or finds none, is told by the end.
    child.on("error", () => this.close());
    child.stdin.on("error", () => this.close());
    return child;
  }
}

function quoted(argument: string): string {
  return `"${argument}"`;
}
