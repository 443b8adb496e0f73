import { useEffect, useState } from "preact/hooks";
import { browser } from "wxt/browser";
import { type GrantedSites, listGrantedSites } from "../../lib/capture/site/granted-sites";

/** What is granted, and again after each change, wherever it was made; null before the first answer. */
export function useGrantedSites(): GrantedSites | null {
  const [sites, setSites] = useState<GrantedSites | null>(null);

  useEffect(() => {
    let isOver = false;
    async function read(): Promise<void> {
      const { origins = [] } = await browser.permissions.getAll();
      const { host_permissions: installed = [] } = browser.runtime.getManifest();
      if (!isOver) setSites(listGrantedSites(origins, installed));
    }
    const readAgain = () => void read();
    browser.permissions.onAdded.addListener(readAgain);
    browser.permissions.onRemoved.addListener(readAgain);
    void read();
    return () => {
      isOver = true;
      browser.permissions.onAdded.removeListener(readAgain);
      browser.permissions.onRemoved.removeListener(readAgain);
    };
  }, []);

  return sites;
}
