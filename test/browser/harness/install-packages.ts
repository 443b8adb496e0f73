import { spawnSync } from "node:child_process";

const APT_TIMEOUT_MS = 10 * 60 * 1000;

/**
 * Installs Debian or Ubuntu packages when that needs no question to a person: as root, or with a
 * sudo that asks for no password. Returns false where it is not allowed or did not work.
 * apt-get prints its own progress to the terminal.
 */
export function installPackages(names: readonly string[]): boolean {
  const prefix = elevation();
  if (prefix === undefined) {
    return false;
  }
  const install = [...prefix, "apt-get", "install", "-y", ...names];
  // The package lists of a fresh container are empty, so a failed install is repeated after an update.
  return run(install) || (run([...prefix, "apt-get", "update"]) && run(install));
}

/** Tells whether a command of that name stands on the PATH (not for Windows). */
export function isOnPath(command: string): boolean {
  return (
    spawnSync("sh", ["-c", 'command -v "$1"', "sh", command], { stdio: "ignore" }).status === 0
  );
}

function elevation(): readonly string[] | undefined {
  if (process.platform !== "linux" || !isOnPath("apt-get")) {
    return undefined;
  }
  // DEBIAN_FRONTEND goes through `env`, because sudo drops variables that it does not know.
  const quiet = ["env", "DEBIAN_FRONTEND=noninteractive"];
  if (process.getuid?.() === 0) {
    return quiet;
  }
  return spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status === 0
    ? ["sudo", "-n", ...quiet]
    : undefined;
}

function run(argv: readonly string[]): boolean {
  const [command, ...args] = argv;
  return (
    command !== undefined &&
    spawnSync(command, args, { stdio: "inherit", timeout: APT_TIMEOUT_MS }).status === 0
  );
}
