import type { BuildOutput } from "wxt";
import type { Plugin } from "vite";
import { BUNDLED_PACKAGES } from "./third-party-notices";

/** What the hidden page's worker is made of: it is a build inside the build, whose parts WXT does not see. */
const workerModules = new Set<string>();

/** Remembers what workers are made of, for {@link checkNotices}. */
export function noteWorkerModules(): Plugin {
  return {
    name: "note-worker-modules",
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === "chunk") for (const id of file.moduleIds) workerModules.add(id);
      }
    },
  };
}

/**
 * Looks at what a finished build is made of: every package of which code is in it must be among those
 * whose licences are carried along.
 *
 * @throws with the names of the packages that are not
 */
export function checkNotices(_wxt: unknown, output: Readonly<BuildOutput>): void {
  const moduleIds = output.steps.flatMap(({ chunks }) =>
    chunks.flatMap((chunk) => ("moduleIds" in chunk ? chunk.moduleIds : [])),
  );
  const unnamed = [...new Set([...moduleIds, ...workerModules].flatMap(packageOf))].filter(
    (name) => !BUNDLED_PACKAGES.includes(name),
  );
  if (unnamed.length > 0) {
    throw new Error(
      `lib/build/third-party-notices.ts must name what is bundled: ${unnamed.join(", ")}.`,
    );
  }
}

/** The package that a bundled module belongs to; none for our own modules. */
export function packageOf(moduleId: string): string[] {
  const name = /^.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(moduleId)?.[1];
  return name === undefined ? [] : [name.replaceAll("\\", "/")];
}
