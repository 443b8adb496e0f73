import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
/** Types are gone when the code runs; `import()` comes later. */
const STATIC_IMPORT =
  /^(?:import(?! type\b)|export)\s[^;"]*?from\s+"(\.[^"]+)";|^import "(\.[^"]+)";/gms;

/** Every module that is loaded together with an entrypoint, as a path in the tree. */
function loadedWith(entry: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file) || file.endsWith(".css")) return;
    found.add(file);
    const code = readFileSync(join(ROOT, file), "utf8");
    for (const [, from, alone] of code.matchAll(STATIC_IMPORT)) {
      const path = join(dirname(join(ROOT, file)), from ?? alone ?? "");
      const module = [path, `${path}.ts`, `${path}.tsx`].find(
        (name) => /\.\w+$/.test(name) && existsSync(name),
      );
      if (module === undefined) throw new Error(`${file} imports ${path}, which is not there`);
      visit(relative(ROOT, module).replaceAll("\\", "/"));
    }
  };
  visit(entry);
  return found;
}

describe("a start of the worker", () => {
  const loaded = loadedWith("entrypoints/background.ts");

  it("loads what runs jobs and carries out commands", () => {
    expect(loaded).toContain("lib/upload/send-segments.ts");
    expect(loaded).toContain("lib/commands/command-handler.ts");
    expect(loaded).toContain("lib/capture/plan-capture.ts");
  });

  it.each([
    "lib/capture/browser-effects.ts",
    "lib/capture/hls/parse-playlist.ts",
    "lib/capture/page/answer-requests.ts",
    "lib/errors/explain-error.ts",
    "lib/runner/look-for-post.ts",
    "lib/media/read-video.ts",
    "lib/media/strip/strip-metadata.ts",
    "lib/rules/find-links.ts",
    "lib/x/oauth-server.ts",
    "lib/x/sign-in.ts",
    "lib/rules/top-level-domain-list.ts",
  ])("does not load %s", (module) => {
    expect(existsSync(join(ROOT, module))).toBe(true);
    expect(loaded).not.toContain(module);
  });
});

describe("the popup's first paint", () => {
  const loaded = loadedWith("entrypoints/popup/main.tsx");

  it.each([
    "entrypoints/popup/activity-list.tsx",
    "entrypoints/popup/composer.tsx",
    "entrypoints/popup/media-options.tsx",
    "lib/errors/explain-error.ts",
    "lib/rules/text-weight.ts",
    "lib/rules/top-level-domain-list.ts",
  ])("does not wait for %s", (module) => {
    expect(existsSync(join(ROOT, module))).toBe(true);
    expect(loaded).not.toContain(module);
  });
});
