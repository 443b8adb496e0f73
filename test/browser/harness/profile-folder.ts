import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The folder of a browser profile. */
export interface ProfileFolder {
  readonly path: string;
  /** Whether no browser has used it before. */
  readonly isNew: boolean;
  /** Deletes the folder if openProfile() made it, also in an earlier call; else leaves it alone. */
  remove(): void;
}

const temporaryFolders = new Set<string>();
let cleansUpAtExit = false;

/**
 * Makes an empty temporary profile folder, or takes the one given. What is still there when this
 * process exits is deleted then, so that a killed browser's profile can be opened again before.
 */
export function openProfile(path?: string): ProfileFolder {
  const folder = path ?? temporaryFolder();
  return {
    path: folder,
    isNew: !existsSync(folder) || readdirSync(folder).length === 0,
    remove() {
      if (!temporaryFolders.has(folder)) return;
      // Still in the set when this throws: the exit handler tries once more.
      removeFolder(folder);
      temporaryFolders.delete(folder);
    },
  };
}

function temporaryFolder(): string {
  if (!cleansUpAtExit) {
    cleansUpAtExit = true;
    process.once("exit", () => temporaryFolders.forEach(removeFolder));
    // By default this signal ends a process without its exit handlers.
    process.once("SIGTERM", () => process.exit(143));
  }
  const folder = mkdtempSync(join(tmpdir(), "extension-profile-"));
  temporaryFolders.add(folder);
  return folder;
}

function removeFolder(folder: string): void {
  // The browser's last processes may still write for a moment after its end.
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
