import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { BenchRow } from "./bench-row";

/** What the worker and the popup load at their start, as `gzip -9` makes it, in KB of 1000 bytes. */
export function measureBundles(extensionDir: string): BenchRow[] {
  const manifest = JSON.parse(readFileSync(join(extensionDir, "manifest.json"), "utf8")) as {
    readonly background: { readonly service_worker: string };
  };
  const worker = withImports(extensionDir, [manifest.background.service_worker]);
  const html = readFileSync(join(extensionDir, "popup.html"), "utf8");
  const linked = [...html.matchAll(/(?:src|href)="\/?([^"]+\.(?:js|css))"/g)];
  const popup = withImports(extensionDir, ["popup.html", ...linked.map(([, path]) => path ?? "")]);
  return [
    row("worker bundle, gzip, loaded at start", extensionDir, worker),
    row("popup bundle, gzip, loaded before first paint", extensionDir, popup),
  ];
}

function row(what: string, folder: string, files: readonly string[]): BenchRow {
  const bytes = files.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length,
    0,
  );
  return { what, unit: "KB", target: null, reached: bytes / 1000, note: `${files.length} files` };
}

/** The files and what they import, each once. */
function withImports(folder: string, files: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    if (!file.endsWith(".js")) return;
    const code = readFileSync(join(folder, file), "utf8");
    for (const [, name] of code.matchAll(/(?:from|import)\s*["'`]\.?\/?([\w./-]+\.js)["'`]/g)) {
      if (name !== undefined) visit(join(file.includes("/") ? "chunks" : "", name));
    }
  };
  for (const file of files) visit(file);
  return [...found];
}
