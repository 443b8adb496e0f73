import { useEffect, useState } from "preact/hooks";
import { watchChanges } from "../../lib/store/change-notice";
import { searchActivity } from "../../lib/store/search-activity";

/** Whether a post of this browser is on X; read again whenever a post changes. */
export function useHasPosted(): boolean {
  const [hasPosted, setHasPosted] = useState(false);
  useEffect(() => {
    let isOver = false;
    async function read(): Promise<void> {
      try {
        const { jobs } = await searchActivity({ kind: "posted", query: "" }, 1);
        if (!isOver) setHasPosted(jobs.length > 0);
      } catch (error) {
        // A storage that cannot be read is told about beside the accounts.
        if (!(error instanceof Error)) throw error;
      }
    }
    const stopWatching = watchChanges(({ table }) => {
      if (table === "posts") void read();
    });
    void read();
    return () => {
      isOver = true;
      stopWatching();
    };
  }, []);
  return hasPosted;
}
