import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Xdotool } from "./xdotool";
import { decodeXwd, encodePng, type ScreenImage } from "./screen-image";

/** An X display of its own that no person sees, 1280 by 900 pixels. */
export interface VirtualDisplay {
  /** The value for DISPLAY, such as ":1". */
  readonly name: string;
  /** Runs a command of xdotool on this display and returns what it prints; throws when it fails. */
  xdotool(...args: string[]): Promise<string>;
  /** The whole screen as it is now, native menus and dialogs included. */
  readScreen(): Promise<ScreenImage>;
  /** Writes the whole screen to a PNG file. */
  screenshot(path: string): Promise<void>;
  /** Ends this display's X server, and nothing else. */
  close(): Promise<void>;
}

/** The screen of every virtual display, in pixels. */
export const SCREEN_SIZE = { width: 1280, height: 900 } as const;

/*
 * The shell ends the X server when our end of its standard input closes: that happens at close(),
 * and also when this process dies in a way that runs no exit handler. Without "-noreset" the
 * server would restart itself whenever its last client (one xdotool call) leaves.
 */
const HOLD_SERVER = `
  Xvfb -displayfd 3 -screen 0 "$1" -fbdir "$2" -nolisten tcp -noreset &
  server=$!
  exec 3>&-
  read -r _
  kill "$server"
  wait "$server"
  rm -rf "$2"`;

/**
 * Starts Xvfb on a free display number and returns once it takes connections. There is no window
 * manager: Chromium sets the keyboard focus itself. Xvfb and xdotool must be installed.
 */
export async function startVirtualDisplay(): Promise<VirtualDisplay> {
  const folder = mkdtempSync(join(tmpdir(), "virtual-display-"));
  const screen = `${SCREEN_SIZE.width}x${SCREEN_SIZE.height}x24`;
  const holder = spawn("sh", ["-c", HOLD_SERVER, "sh", screen, folder], {
    stdio: ["pipe", "ignore", "ignore", "pipe"],
    // A Ctrl+C in the terminal must reach the browser, not the display under it.
    detached: true,
  });
  const name = `:${await displayNumber(holder)}`;
  const env = { ...process.env, DISPLAY: name };
  const readScreen = async () => decodeXwd(await readFile(join(folder, "Xvfb_screen0")));

  // A search leaves its windows to later commands: keys would go to them, as events that are not real.
  const [searches, others] = [new Xdotool(env), new Xdotool(env)];
  const xdotool = (...args: string[]) => (args[0] === "search" ? searches : others).run(args);
  // In the middle of the screen, where it begins, the pointer would hover over what opens there.
  await xdotool("mousemove", `${SCREEN_SIZE.width - 1}`, `${SCREEN_SIZE.height - 1}`);

  return {
    name,
    readScreen,
    xdotool,
    async screenshot(path) {
      await writeFile(path, encodePng(await readScreen()));
    },
    async close() {
      searches.close();
      others.close();
      if (holder.exitCode === null && holder.signalCode === null) {
        const exited = once(holder, "exit");
        holder.stdin?.end();
        await exited;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Xvfb writes its display number when it is ready, and closes the pipe without one when it fails. */
async function displayNumber(holder: ChildProcess): Promise<number> {
  let text = "";
  for await (const chunk of holder.stdio[3] as AsyncIterable<Buffer>) {
    text += chunk.toString();
    if (text.endsWith("\n")) {
      return Number.parseInt(text, 10);
    }
  }
  holder.stdin?.end();
  throw new Error("Xvfb did not start.");
}
