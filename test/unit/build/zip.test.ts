import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lintFirefox } from "../../../lib/build/lint-firefox";
import packageJson from "../../../package.json";
import { readZip } from "./read-zip";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const KINDS = ["chrome", "firefox", "sources"] as const;

/** A folder of its own for what a reviewer does: unpack the sources elsewhere, and build them there. */
let elsewhere: string;
let ours: Record<(typeof KINDS)[number], Buffer>;

function zipIn(root: string): Record<(typeof KINDS)[number], Buffer> {
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", join(root, "lib/build/zip.ts")],
    { cwd: root, encoding: "utf8", timeout: 120_000 },
  );
  if (status !== 0) throw new Error(`The zips could not be made: ${stderr}`);
  const read = (kind: string) =>
    readFileSync(join(root, `.output/store/tweet-this-image-${packageJson.version}-${kind}.zip`));
  return { chrome: read("chrome"), firefox: read("firefox"), sources: read("sources") };
}

const manifestOf = (zip: Buffer): Record<string, unknown> =>
  JSON.parse(readZip(zip).get("manifest.json")?.toString() ?? "") as Record<string, unknown>;

beforeAll(() => {
  elsewhere = mkdtempSync(join(tmpdir(), "built-elsewhere-"));
  ours = zipIn(ROOT);
}, 120_000);

afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

describe("the packages for the stores", () => {
  it(
    "come out byte for byte the same when they are built from the packed sources, elsewhere",
    { timeout: 120_000 },
    () => {
      for (const [name, content] of readZip(ours.sources)) {
        mkdirSync(dirname(join(elsewhere, name)), { recursive: true });
        writeFileSync(join(elsewhere, name), content);
      }
      symlinkSync(join(ROOT, "node_modules"), join(elsewhere, "node_modules"));
      const theirs = zipIn(elsewhere);
      expect(KINDS.filter((kind) => !theirs[kind].equals(ours[kind]))).toEqual([]);
    },
  );

  it("keep the extension out of private windows, in both browsers", () => {
    for (const zip of [ours.chrome, ours.firefox]) {
      expect(manifestOf(zip)).toMatchObject({ incognito: "not_allowed" });
    }
  });

  it("give Chromium no key, which its store refuses, and Firefox the id that its address hangs on", () => {
    expect(manifestOf(ours.chrome)).toMatchObject({ minimum_chrome_version: "148" });
    expect(manifestOf(ours.chrome)).not.toHaveProperty("key");
    expect(manifestOf(ours.firefox)).toMatchObject({
      browser_specific_settings: { gecko: { id: "{6b1f0e2c-5d0a-4f0e-9a37-3c1d5f3b8e74}" } },
    });
    expect(manifestOf(ours.firefox)).not.toHaveProperty("key");
  });

  it("ask for the same permissions, and allow pages nothing but their own scripts", () => {
    const [chrome, firefox] = [manifestOf(ours.chrome), manifestOf(ours.firefox)];
    expect(chrome["host_permissions"]).toEqual(firefox["host_permissions"]);
    // Firefox would ask for the files of this computer, and hand none over.
    const optional = (manifest: typeof chrome) => [manifest["optional_host_permissions"]].flat();
    expect(optional(firefox)).toEqual(optional(chrome).filter((site) => site !== "file:///*"));
    // Firefox's event page is a window, and needs no other to convert in; its sidebar needs no permission.
    const chromesOwn: unknown[] = ["offscreen", "sidePanel"];
    const shared = [chrome["permissions"]].flat().filter((name) => !chromesOwn.includes(name));
    expect(firefox["permissions"]).toEqual(shared);
    // The frame that draws, which Firefox has not: scripts of its own, and no network at all.
    const drawing =
      /^sandbox allow-scripts; default-src 'none'; script-src 'self'; (?!.*connect-src|.*https?:|.*unsafe-eval)/;
    expect(firefox).not.toHaveProperty("sandbox");
    for (const manifest of [chrome, firefox]) {
      const policies = manifest["content_security_policy"] as Readonly<Record<string, string>>;
      const { extension_pages: pages, sandbox, ...others } = policies;
      expect(pages).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';");
      expect(pages).not.toMatch(/unsafe-inline|'unsafe-eval|upgrade-insecure-requests/);
      expect(sandbox ?? "none").toMatch(manifest === chrome ? drawing : /^none$/);
      expect(others).toEqual({});
    }
  });

  it.each(["README.md", "docs/store-listing.md"])(
    "ask for no permission that %s does not justify in a line of its own",
    (name) => {
      const text = readFileSync(join(ROOT, name), "utf8");
      const asked = KINDS.filter((kind) => kind !== "sources").flatMap((kind) => {
        const manifest = manifestOf(ours[kind]);
        return ["permissions", "host_permissions", "optional_host_permissions"].flatMap(
          (list) => manifest[list] as string[],
        );
      });
      expect(asked).toContain("alarms");
      const lines = text.split("\n").filter((line) => line.startsWith("| "));
      const justified = lines.map((line) => line.split(" | ")[0] ?? "").join();
      expect(asked.filter((permission) => !justified.includes(`\`${permission}\``))).toEqual([]);
    },
  );

  it("carry the licence of every package that is in them", () => {
    for (const kind of ["chrome", "firefox"] as const) {
      const text = readZip(ours[kind]).get("third-party-notices.txt")?.toString() ?? "";
      for (const name of Object.keys(packageJson.dependencies)) {
        expect(text).toMatch(new RegExp(`^${name} \\d`, "m"));
      }
      expect(text).toContain("Mozilla Public License");
    }
  });

  it(
    "pass Mozilla's linter without an error, a warning or a notice",
    { timeout: 60_000 },
    async () => {
      expect(await lintFirefox(join(ROOT, ".output/store/firefox-mv3"))).toEqual([]);
    },
  );
});
