import type { Plugin, UserConfig } from "vite";
import { namePart, PARTS_FOLDER, WORKER_LOADER } from "./worker-loader";

const WORKER_FILE = "background.js";

/**
 * Splits what the worker takes by `import()` off what each of its starts reads. Chromium's service
 * workers know no `import()`, and `importScripts` brings later only what it has brought while the
 * worker was installed. So each later part becomes a script that merely names a function. The
 * `install` event brings them all, once; from then on a part's script is run, and its function
 * called, when it is first imported. Not for Firefox: there the background is a page, in one file.
 *
 * Source: the Service Workers specification, "importScripts(urls)"; measured in Chromium 156, over
 * restarts of the worker and of the browser.
 */
export function splitWorker(): Plugin {
  let isWorker = false;
  return {
    name: "split-worker",
    config(config) {
      isWorker = buildsWorker(config);
      if (isWorker) buildInParts(config);
    },
    generateBundle(_options, bundle) {
      if (!isWorker) return;
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
      const worker = chunks.find(({ fileName }) => fileName === WORKER_FILE);
      if (worker === undefined) this.error(`There is no ${WORKER_FILE}.`);
      const atStart = new Set([WORKER_FILE]);
      for (const name of atStart) {
        const chunk = chunks.find(({ fileName }) => fileName === name);
        for (const imported of chunk?.imports ?? []) atStart.add(imported);
      }
      for (const chunk of chunks) chunk.code = namePart(chunk.fileName, chunk.code);
      const later = chunks.filter(({ fileName }) => !atStart.has(fileName));
      const first = chunks.filter(({ fileName }) => atStart.has(fileName));
      const paths = later.map(({ fileName }) => `/${fileName}`);
      worker.code = [
        "{",
        WORKER_LOADER,
        `addEventListener("install", () => importScripts(...${JSON.stringify(paths)}));`,
        ...first.map(({ code }) => code),
        `require(${JSON.stringify(WORKER_FILE)});`,
        "}",
      ].join("\n");
      // Who looks at what a build is made of finds all of it.
      worker.moduleIds = first.flatMap(({ moduleIds }) => moduleIds);
      for (const { fileName } of first) if (fileName !== WORKER_FILE) delete bundle[fileName];
    },
  };
}

function buildsWorker({ build }: UserConfig): boolean {
  return Boolean(build?.lib) && String((build?.lib || {}).entry).includes("background-entrypoint");
}

function buildInParts(config: UserConfig): void {
  const { build = {} } = config;
  build.lib = { ...(build.lib || { entry: "" }), formats: ["cjs"] };
  build.rolldownOptions ??= {};
  build.rolldownOptions.output = {
    ...[build.rolldownOptions.output ?? {}].flat()[0],
    entryFileNames: WORKER_FILE,
    chunkFileNames: `${PARTS_FOLDER}/[name].js`,
    codeSplitting: { groups: [{ name: "start", tags: ["$initial"] }] },
  };
}
