import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** A page of this computer with one picture, in a folder of its own. */
export interface LocalPage {
  /** `file:…` */
  readonly address: string;
  remove(): void;
}

/** Writes the page, and the gallery's harbor beside it. */
export function makeLocalPage(): LocalPage {
  const folder = mkdtempSync(join(tmpdir(), "local-page-"));
  const harbor = new URL("../pages/media/harbor.jpg", import.meta.url);
  copyFileSync(fileURLToPath(harbor), join(folder, "harbor.jpg"));
  const page = join(folder, "page.html");
  writeFileSync(page, `<img src="harbor.jpg" width="360">`);
  return {
    address: pathToFileURL(page).href,
    remove: () => rmSync(folder, { recursive: true }),
  };
}
