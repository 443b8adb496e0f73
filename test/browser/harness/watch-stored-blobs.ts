import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A copy of the built extension in which every blob that comes out of IndexedDB is watched. */
export interface WatchedExtension {
  /** Its folder; the id is that of the extension. */
  readonly dir: string;
  remove(): void;
}

/** Where the watched contexts tell what they saw: `{seen: "blob"}` or `{seen: "built", way}`. */
export const WATCH_CHANNEL = "stored-blob-watch";

/**
 * Makes a copy of the built extension whose every context (worker, pages, dedicated workers) begins
 * with {@link watchStoredBlobs}; nothing else is changed.
 */
export function makeWatchedExtension(extensionDir: string): WatchedExtension {
  const dir = mkdtempSync(join(tmpdir(), "watched-extension-"));
  cpSync(extensionDir, dir, { recursive: true });
  const script = `(${watchStoredBlobs.toString()})(${JSON.stringify(WATCH_CHANNEL)});\n`;
  writeFileSync(join(dir, "watch.js"), script);
  const scripts = [
    ...readdirSync(dir),
    ...readdirSync(join(dir, "assets")).filter(isWorker).map(inAssets),
  ];
  for (const name of scripts) {
    const path = join(dir, name);
    if (name.endsWith(".html")) {
      const page = readFileSync(path, "utf8");
      writeFileSync(path, page.replace("<head>", '<head><script src="/watch.js"></script>'));
    } else if (name.endsWith(".js") && name !== "watch.js") {
      // The service worker, and the dedicated workers, of which some lie among the assets.
      writeFileSync(path, script + readFileSync(path, "utf8"));
    }
  }
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

function isWorker(name: string): boolean {
  return name.includes("worker");
}

function inAssets(name: string): string {
  return join("assets", name);
}

/**
 * Runs at the start of a context. Tags every blob in what IndexedDB hands out, and tells of each call
 * that builds something over one: another blob, a file, a form's field, a body, an object URL, a message, a
 * record. Reading it (`arrayBuffer`, `text`, `stream`) is what may be done.
 *
 * The context serialises this function: it may use nothing from outside itself.
 */
function watchStoredBlobs(channelName: string): void {
  const stored = new WeakSet<object>();
  const channel = new BroadcastChannel(channelName);
  const seen = new WeakSet<object>();
  const visit = (value: unknown, meet: (blob: Blob) => void, depth = 0): void => {
    if (typeof value !== "object" || value === null || depth > 6) return;
    if (value instanceof Blob) meet(value);
    else if (value instanceof FormData)
      for (const [, entry] of value) visit(entry, meet, depth + 1);
    else if (Array.isArray(value)) for (const entry of value) visit(entry, meet, depth + 1);
    else if (Object.getPrototypeOf(value) === Object.prototype) {
      for (const entry of Object.values(value)) visit(entry, meet, depth + 1);
    }
  };
  const tag = (value: unknown): void =>
    visit(value, (blob) => {
      stored.add(blob);
      if (seen.has(blob)) return;
      seen.add(blob);
      channel.postMessage({ seen: "blob" });
    });
  const judge = (way: string, values: readonly unknown[]): void => {
    for (const value of values) {
      visit(value, (blob) => {
        if (stored.has(blob)) channel.postMessage({ seen: "built", way });
      });
    }
  };

  const watchGetter = (holder: object, name: string): void => {
    const getter = Object.getOwnPropertyDescriptor(holder, name)?.get;
    if (getter === undefined) throw new Error(`No getter ${name}`);
    Object.defineProperty(holder, name, {
      configurable: true,
      get(this: unknown) {
        const value: unknown = getter.call(this);
        tag(value);
        return value;
      },
    });
  };
  watchGetter(IDBRequest.prototype, "result");
  watchGetter(IDBCursorWithValue.prototype, "value");

  const watchCall = (holder: object, name: string, judgesThis = false): void => {
    const call = Reflect.get(holder, name) as ((...values: unknown[]) => unknown) | undefined;
    if (call === undefined) return;
    Object.defineProperty(holder, name, {
      configurable: true,
      writable: true,
      value(this: unknown, ...values: unknown[]) {
        judge(name, judgesThis ? [this, ...values] : values);
        return call.apply(this, values);
      },
    });
  };
  watchCall(Blob.prototype, "slice", true);
  watchCall(FormData.prototype, "append");
  watchCall(FormData.prototype, "set");
  watchCall(URL, "createObjectURL");
  watchCall(IDBObjectStore.prototype, "put");
  watchCall(IDBObjectStore.prototype, "add");
  watchCall(MessagePort.prototype, "postMessage");
  watchCall(globalThis, "fetch");
  watchCall(globalThis, "structuredClone");
  watchCall(globalThis, "createImageBitmap");
  if ("Worker" in globalThis) watchCall(Worker.prototype, "postMessage");
  if ("postMessage" in globalThis) watchCall(globalThis, "postMessage");
  const { runtime } = (globalThis as { chrome?: { runtime?: object } }).chrome ?? {};
  if (runtime !== undefined) watchCall(runtime, "sendMessage");

  for (const Original of [Blob, File, Request, Response]) {
    const { name } = Original;
    const watched = new Proxy(Original, {
      construct(target, values: unknown[], newTarget) {
        judge(`new ${name}`, values);
        return Reflect.construct(target, values, newTarget) as object;
      },
    });
    Object.assign(globalThis, { [name]: watched });
  }
}
