import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { joinPopupStart } from "../../../lib/build/join-popup-start";

const page = (script: string) =>
  `<!doctype html><title>Page</title><script type="module" src="${script}"></script>`;

/** Each module tells its name, so that it can be found again in what is built. */
const FILES: Readonly<Record<string, string>> = {
  "entrypoints/popup/index.html": page("./main.ts"),
  "entrypoints/popup/main.ts": `import "../../lib/everywhere"; import "../../lib/shown"; import "../../lib/alone"; import "./panel"; console.log("popup-main"); void import("../../lib/later");`,
  "entrypoints/popup/panel.ts": `console.log("popup-panel");`,
  "entrypoints/options/index.html": page("./main.ts"),
  "entrypoints/options/main.ts": `import "../../lib/everywhere"; import "../../lib/shown"; console.log("options-main");`,
  "entrypoints/offscreen/index.html": page("./main.ts"),
  "entrypoints/offscreen/main.ts": `import "../../lib/everywhere"; console.log("offscreen-main");`,
  "lib/everywhere.ts": `console.log("lib-everywhere");`,
  "lib/shown.ts": `console.log("lib-shown");`,
  "lib/alone.ts": `console.log("lib-alone");`,
  "lib/later.ts": `import "./alone"; console.log("lib-later");`,
};

describe("the files that a page reads at its start", () => {
  let root = "";
  const loaded = new Map<string, { readonly files: number; readonly code: string }>();

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), "join-popup-start-"));
    for (const [path, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const pages = ["popup", "options", "offscreen"];
    const built = await build({
      root,
      configFile: false,
      logLevel: "silent",
      plugins: [joinPopupStart()],
      build: {
        write: false,
        modulePreload: { polyfill: false },
        rolldownOptions: {
          input: pages.map((name) => join(root, `entrypoints/${name}/index.html`)),
        },
      },
    });
    const [result] = [built].flat();
    if (result === undefined || !("output" in result)) throw new Error("Nothing was built.");
    const chunks = result.output.filter((file) => file.type === "chunk");
    for (const name of pages) {
      const entry = chunks.find(({ facadeModuleId }) =>
        facadeModuleId?.endsWith(`${name}/index.html`),
      );
      const files = new Set([entry]);
      for (const file of files) {
        for (const path of file?.imports ?? []) {
          files.add(chunks.find(({ fileName }) => fileName === path));
        }
      }
      loaded.set(name, {
        files: files.size,
        code: [...files].map((file) => file?.code).join("\n"),
      });
    }
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it("are three for the popup: what the hidden page needs as well, what else it shares, its own", () => {
    expect(loaded.get("popup")?.files).toBe(3);
    for (const name of ["lib-everywhere", "lib-shown", "lib-alone", "popup-panel", "popup-main"]) {
      expect(loaded.get("popup")?.code).toContain(name);
    }
    expect(loaded.get("popup")?.code).not.toContain("lib-later");
  });

  it("bring no module of the popup's own into another page", () => {
    expect(loaded.get("options")?.code).toContain("lib-shown");
    expect(loaded.get("options")?.code).not.toContain("popup-");
  });

  it("bring nothing into the hidden page that it does not need", () => {
    expect(loaded.get("offscreen")?.code).toContain("lib-everywhere");
    expect(loaded.get("offscreen")?.code).not.toContain("lib-shown");
    expect(loaded.get("offscreen")?.code).not.toContain("lib-alone");
  });
});
