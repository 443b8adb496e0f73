import { useEffect, useState } from "preact/hooks";
import { watchChanges } from "../../lib/store/change-notice";
import type { Preferences } from "../../lib/store/preferences";
import { getPreferences } from "../../lib/store/preferences-store";

/** Reads the preferences, and again whenever they change; null before the first reading, or when it fails. */
export function usePreferences(): Preferences | null {
  const [preferences, setPreferences] = useState<Preferences | null>(null);
  useEffect(() => {
    let isOver = false;
    function read(): void {
      getPreferences().then(
        (stored) => {
          if (!isOver) setPreferences(stored);
        },
        () => {
          // The account, read from the same database, says what is wrong with it.
          if (!isOver) setPreferences(null);
        },
      );
    }
    const stopWatching = watchChanges(({ table }) => {
      if (table === "preferences") read();
    });
    read();
    return () => {
      isOver = true;
      stopWatching();
    };
  }, []);
  return preferences;
}
