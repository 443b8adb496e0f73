import type { Plugin } from "vite";

const POPUP_FOLDER = "/entrypoints/popup/";
const POPUP = `${POPUP_FOLDER}index.html`;
/** The hidden page shows nothing, and starts while a person waits for a conversion. */
const HIDDEN_PAGE = "/entrypoints/offscreen/index.html";

/**
 * Puts what the popup's page reads at its start into few files, where the bundler would make one for each
 * set of pages that share something: a dozen. Each file of an extension passes through the browser's own
 * process: with five scripts instead of twelve the first view stood after 48 ms instead of 55 (Chromium
 * 156, two cores). The popup's own modules stay apart, as other pages must not run them, and so does what
 * the hidden page needs as well, which would have to read all the others.
 */
export function joinPopupStart(): Plugin {
  const hidden = new Set<string>();
  const joined = new Set<string>();
  return {
    name: "join-popup-start",
    config({ build }) {
      // The worker and the scripts for pages are built one by one, as libraries.
      if (build?.lib) return undefined;
      // In this order: a group takes along all that its modules need and that no group before it has.
      const groups = [
        { name: "base", test: (id: string) => joined.has(id) && hidden.has(id) },
        { name: "start", test: (id: string) => joined.has(id) },
      ];
      return { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } };
    },
    buildEnd() {
      const ids = [...this.getModuleIds()];
      const fill = (reached: Set<string>, page: string) => {
        reached.clear();
        for (const id of ids) if (id.endsWith(page)) reached.add(id);
        for (const id of reached) {
          for (const imported of this.getModuleInfo(id)?.importedIds ?? []) reached.add(imported);
        }
      };
      fill(hidden, HIDDEN_PAGE);
      fill(joined, POPUP);
      for (const id of joined) if (id.includes(POPUP_FOLDER)) joined.delete(id);
    },
  };
}
