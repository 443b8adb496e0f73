import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";

/** How a browser supports something, in MDN's browser compatibility data. */
interface Support {
  readonly version_added: string | boolean | null;
  readonly version_removed?: string;
  readonly flags?: readonly unknown[];
}

interface CompatNode {
  readonly __compat?: { readonly support: Readonly<Record<string, Support | Support[]>> };
  readonly [name: string]: unknown;
}

// It comes with Mozilla's linter, which asks it about Firefox only.
const { api: web, webextensions } = createRequire(
  createRequire(import.meta.url).resolve("addons-linter"),
)("@mdn/browser-compat-data") as {
  api: CompatNode;
  webextensions: { api: CompatNode };
};

/** The oldest versions that the manifests name. */
const OLDEST = { chrome: 148, edge: 148, firefox: 140 } as const;

/** Names that the data keeps under another one. */
const RENAMED: Readonly<Record<string, string>> = { contextMenus: "menus" };

/** What not all of them have, and the one file that asks whether it is there before it is used. */
const GUARDED: Readonly<Record<string, string>> = {
  sidebarAction: "lib/notices/side-panel.ts",
  sidePanel: "lib/notices/side-panel.ts",
  offscreen: "lib/convert/conversion-page.ts",
  "commands.openShortcutSettings": "entrypoints/options/shortcuts-section.tsx",
  "notifications.onButtonClicked": "entrypoints/background.ts",
};

const ROOT = new URL("../../../", import.meta.url);

const SOURCES = ["lib", "entrypoints"].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => ({
      path: `${folder}/${name}`,
      text: readFileSync(new URL(`${folder}/${name}`, ROOT), "utf8"),
    })),
);

const CALL = /\bbrowser\s*\.(\w+)\s*\.(\w+)/g;

function calledInterfaces(): string[] {
  const found = SOURCES.flatMap(({ text }) =>
    [...text.matchAll(CALL)].map(([, area, name]) => `${area}.${name}`),
  );
  const isGuarded = (path: string) => path in GUARDED || (path.split(".")[0] ?? "") in GUARDED;
  return [...new Set(found)].filter((path) => !isGuarded(path)).toSorted();
}

function isSupported(path: string, browser: keyof typeof OLDEST): boolean {
  const [area = "", name = ""] = path.split(".");
  const node = (webextensions.api[RENAMED[area] ?? area] as CompatNode | undefined)?.[name];
  return isIn(node as CompatNode | undefined, browser);
}

function isIn(node: CompatNode | undefined, browser: keyof typeof OLDEST): boolean {
  return [node?.["__compat"]?.support[browser] ?? []]
    .flat()
    .some(({ version_added: added, version_removed: removed, flags }) => {
      // "≤21" is what the data say of what is older than they are.
      const since =
        typeof added === "string" ? Number.parseInt(added.replace("≤", ""), 10) : Infinity;
      return since <= OLDEST[browser] && removed === undefined && flags === undefined;
    });
}

describe("every interface of the browser that the source calls", () => {
  const called = calledInterfaces();

  it("is found", () => {
    expect(called.length).toBeGreaterThan(20);
    expect(called).toContain("runtime.sendMessage");
  });

  it.each(called)("%s exists in Chrome, Edge and Firefox, from the oldest version on", (path) => {
    const missing = (["chrome", "edge", "firefox"] as const).filter(
      (browser) => !isSupported(path, browser),
    );
    expect(missing).toEqual([]);
  });

  it("would be told apart from one that only Chromium has", () => {
    expect(isSupported("offscreen.createDocument", "firefox")).toBe(false);
    expect(isSupported("sidePanel.open", "firefox")).toBe(false);
  });

  it.each(Object.entries(GUARDED))("%s is used in %s only, behind a guard", (path, guardedIn) => {
    const words = path.split(".");
    const users = SOURCES.filter(({ text }) =>
      new RegExp(`\\bbrowser\\s*\\.${words.join("\\s*\\.")}\\b`).test(text),
    );
    expect(users.map((user) => user.path)).toEqual([guardedIn]);
    const owner = ["browser", ...words.slice(0, -1)].join(".");
    expect(users[0]?.text).toContain(`"${words.at(-1)}" in ${owner}`);
  });

  it("is not reached by taking the browser object apart, which would hide it from here", () => {
    const apart = SOURCES.filter(({ text }) =>
      /\}\s*=\s*browser(?:\s*;|\.\w+\s*;)|\bbrowser\s*\[/.test(text),
    );
    expect(apart.map(({ path }) => path)).toEqual([]);
  });

  it("is called through the browser object, never through Chromium's own", () => {
    const strays = SOURCES.filter(({ text }) => /(?<![\w."])chrome\.\w/.test(text));
    expect(strays.map(({ path }) => path)).toEqual([]);
  });
});

describe("what scripts in a page reach of the extension's own object", () => {
  it("is named in one file alone", () => {
    const users = SOURCES.filter(({ text }) => /\{ chrome \}|globalThis\.chrome/.test(text));
    expect(users.map(({ path }) => path)).toEqual(["lib/capture/page/extension-api.ts"]);
  });

  it("is there in both browsers, or asked for, with Firefox's twin", () => {
    const text = SOURCES.find(({ path }) => path === "lib/capture/page/shadow-root.ts")?.text;
    expect(text).toContain("dom !== undefined");
    expect(text).toContain("host.openOrClosedShadowRoot ?? host.shadowRoot");
    for (const path of ["runtime.sendMessage", "runtime.getManifest"]) {
      expect(isSupported(path, "firefox")).toBe(true);
    }
  });
});

describe("every interface of the web that the source names", () => {
  const code = SOURCES.map(({ text }) => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, "")).join(
    "\n",
  );
  const uses = [...code.matchAll(/\b(?:new|instanceof)\s+([A-Z]\w+)|\b([A-Z]\w+)\.[a-z]\w+\(/g)];
  const named = [...new Set(uses.map(([, made, asked]) => made ?? asked ?? ""))]
    .filter((name) => (web[name] as CompatNode | undefined)?.["__compat"] !== undefined)
    .toSorted();
  const called = [
    ...new Set([...code.matchAll(/\bnavigator\.(\w+)/g)].map(([, name]) => name ?? "")),
  ].toSorted();

  it("is found", () => {
    expect(named).toContain("OffscreenCanvas");
    expect(called).toContain("locks");
  });

  it.each(named)("%s exists in Chrome, Edge and Firefox", (name) => {
    const node = web[name] as CompatNode;
    expect((["chrome", "edge", "firefox"] as const).filter((it) => !isIn(node, it))).toEqual([]);
  });

  it.each(called)("navigator.%s exists in Chrome, Edge and Firefox", (name) => {
    const owners = ["Navigator", "WorkerNavigator"].map((owner) => web[owner] as CompatNode);
    const node = owners.map((owner) => owner[name] as CompatNode | undefined).find(Boolean);
    expect((["chrome", "edge", "firefox"] as const).filter((it) => !isIn(node, it))).toEqual([]);
  });

  it("would be told apart from one that only Chromium has", () => {
    for (const name of ["EyeDropper", "MediaStreamTrackProcessor"]) {
      expect(isIn(web[name] as CompatNode, "firefox")).toBe(false);
    }
  });
});
