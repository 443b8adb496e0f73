import { useEffect, useState } from "preact/hooks";
import { browser } from "wxt/browser";
import { siteName } from "../../../lib/i18n/site-name";

/**
 * Which of these sites the browser will ask about, by their names: those that were not allowed before.
 *
 * @param origins match patterns such as `https://cdn.example/*`
 */
export function useSitesToAsk(origins: readonly string[]): readonly string[] {
  const [sites, setSites] = useState<readonly string[]>([]);
  const wanted = origins.toSorted().join(" ");
  useEffect(() => {
    let isOver = false;
    const each = wanted === "" ? [] : wanted.split(" ");
    void Promise.all(each.map(nameIfAsked)).then((names) => {
      if (!isOver) setSites([...new Set(names.filter((name) => name !== null))]);
    });
    return () => {
      isOver = true;
    };
  }, [wanted]);
  return sites;
}

async function nameIfAsked(origin: string): Promise<string | null> {
  return (await browser.permissions.contains({ origins: [origin] })) ? null : siteName(origin);
}
