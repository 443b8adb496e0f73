import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import type { Plugin } from "vite";

/**
 * mediabunny starts its workers from `blob:` addresses, which no extension page may load. Each such
 * worker becomes a file of the extension instead: its code is cut out of the library when the
 * extension is built, and the library is told the file's address. Where a new version of the library
 * looks different, the build fails.
 */
interface OwnWorker {
  readonly fileName: string;
  /** The module that starts the worker, below `node_modules`. */
  readonly module: string;
  /** The worker's code, taken out of the module's. */
  findCode(module: string): string | undefined;
  /** Where the library makes an address, and what stands there instead. */
  readonly replaced: RegExp;
  readonly replacement: string;
}

const OWN_WORKERS: readonly OwnWorker[] = [
  {
    fileName: "aac-encoder-worker.js",
    module: "@mediabunny/aac-encoder/dist/bundles/mediabunny-aac-encoder.mjs",
    findCode(module) {
      // A template literal without placeholders: evaluating it undoes its escapes.
      const literal = /return inlineWorker\((`(?:[^`\\]|\\[^])*`)\)/.exec(module)?.[1];
      const code: unknown = literal && runInNewContext(literal);
      return typeof code === "string" ? code : undefined;
    },
    replaced: /return inlineWorker\(`(?:[^`\\]|\\[^])*`\)/,
    replacement: 'return new Worker("/aac-encoder-worker.js")',
  },
  {
    fileName: "color-alpha-worker.js",
    module: "mediabunny/dist/modules/src/media-sink.js",
    findCode(module) {
      const body = /const colorAlphaMergerWorkerCode = (\(\) => \{\n[^]*?\n\});\n/.exec(
        module,
      )?.[1];
      return body && `(${body})();`;
    },
    replaced: /mergerWorkerUrl = URL\.createObjectURL\(blob\)/,
    replacement: 'mergerWorkerUrl = "/color-alpha-worker.js"',
  },
];

/** The workers' files, for WXT's `build:publicAssets`. @throws where a library looks different */
export function ownWorkerFiles(): { readonly fileName: string; readonly contents: string }[] {
  return OWN_WORKERS.map(({ fileName, module, findCode }) => {
    const path = new URL(`../../node_modules/${module}`, import.meta.url);
    const contents = findCode(readFileSync(path, "utf8"));
    if (contents === undefined) throw new Error(`${module} no longer holds ${fileName}'s code.`);
    return { fileName, contents };
  });
}

/** Has the libraries load {@link ownWorkerFiles}. @throws where a library looks different */
export function useOwnWorkerFiles(): Plugin {
  return {
    name: "use-own-worker-files",
    transform(code, id) {
      const path = id.replaceAll("\\", "/");
      const worker = OWN_WORKERS.find(({ module }) => path.endsWith(`/node_modules/${module}`));
      if (worker === undefined) return null;
      const changed = code.replace(worker.replaced, () => worker.replacement);
      if (changed === code) this.error(`${worker.module} starts its worker in another way.`);
      return { code: changed, map: null };
    },
  };
}
