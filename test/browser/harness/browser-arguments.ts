import type { BrowserKind } from "./browser-candidates";

/** What decides the command line of a test browser. */
export interface BrowserArgumentOptions {
  readonly kind: BrowserKind;
  readonly extensionDir: string;
  /** Which host and port is answered by which port on 127.0.0.1: `{"api.x.com:443": 4443}`. */
  readonly resolve: Readonly<Record<string, number>>;
  readonly headless: boolean;
  /** The window opens on an Xvfb display, not on the person's own. */
  readonly onVirtualDisplay: boolean;
  readonly locale?: string | undefined;
  readonly windowSize: { readonly width: number; readonly height: number };
  /** Keeps the hosts that `resolve` does not name reachable. */
  readonly reachOtherHosts: boolean;
}

/** Builds the command line of a test browser, beside what Playwright adds by itself. */
export function browserArguments(options: BrowserArgumentOptions): string[] {
  const { extensionDir, windowSize, locale } = options;
  return [
    `--host-resolver-rules=${resolverRules(options.resolve, options.reachOtherHosts)}`,
    // The certificate of a local server is signed by nobody.
    "--ignore-certificate-errors",
    // QUIC would pass the mapped TCP port by.
    "--disable-quic",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // Allows the CDP domain "Extensions".
    "--enable-unsafe-extension-debugging",
    // Hides the bar that warns of unusual flags and that would stand in every screenshot.
    "--test-type",
    "--window-position=0,0",
    `--window-size=${windowSize.width},${windowSize.height}`,
    ...(loadsFromCommandLine(options.kind)
      ? [`--disable-extensions-except=${extensionDir}`, `--load-extension=${extensionDir}`]
      : []),
    ...(options.headless ? ["--headless=new"] : []),
    // Inside a Wayland session Chromium would pass DISPLAY by.
    ...(options.onVirtualDisplay ? ["--ozone-platform=x11"] : []),
    ...(locale === undefined ? [] : [`--lang=${locale}`]),
  ];
}

/**
 * Tells whether the browser takes `--load-extension`. Branded Chrome ignores it since version 137;
 * Edge is treated like it, for the way over the debugging pipe works in every Chromium.
 */
export function loadsFromCommandLine(kind: BrowserKind): boolean {
  return kind === "chromium";
}

/**
 * The rules of `--host-resolver-rules`. Chromium takes the first rule that fits, so the last one
 * makes every other host unknown, except loopback addresses.
 */
export function resolverRules(
  resolve: Readonly<Record<string, number>>,
  reachOtherHosts: boolean,
): string {
  const rules = Object.entries(resolve).map(([host, port]) => `MAP ${host} 127.0.0.1:${port}`);
  return [
    ...rules,
    ...(reachOtherHosts ? [] : ["MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1", "EXCLUDE localhost"]),
  ].join(",");
}
