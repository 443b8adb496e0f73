/** Where the worker's later parts lie in the extension. */
export const PARTS_FOLDER = "worker";

/**
 * Finds a part of the worker by its name, and makes it once. Stands before everything else in the
 * worker. A part that throws while it is made is forgotten, so that the next import of it, or of a part
 * that needs it, makes it anew instead of handing out the half of it.
 */
export const WORKER_LOADER = `
const workerParts = (self.workerParts = {});
const made = new Map();
const require = (path) => {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (!made.has(name)) {
    if (!(name in workerParts)) importScripts("/${PARTS_FOLDER}/" + name);
    const module = { exports: {} };
    made.set(name, module);
    try {
      workerParts[name](require, module.exports, module);
    } catch (error) {
      made.delete(name);
      throw error;
    }
  }
  return made.get(name).exports;
};`;

/** A part as a script that only names a function, which the loader calls when the part is first imported. */
export function namePart(fileName: string, code: string): string {
  const name = JSON.stringify(fileName.slice(fileName.lastIndexOf("/") + 1));
  return `workerParts[${name}] = (require, exports, module) => {"use strict";${code}\n};`;
}
