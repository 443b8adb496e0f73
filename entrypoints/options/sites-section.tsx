import { browser } from "wxt/browser";
import { ALL_FILES, ALL_SITES } from "../../lib/capture/site/site-patterns";
import { siteName } from "../../lib/i18n/site-name";
import { translate } from "../../lib/i18n/translate";
import { useGrantedSites } from "./use-granted-sites";

/** The sites that may be read, each with a way to take that back. */
export function SitesSection() {
  const sites = useGrantedSites();
  if (sites === null) return null;
  return (
    <section class="options-section" aria-labelledby="sites-title">
      <h2 id="sites-title">{translate("options_sites_title")}</h2>
      <p>{translate("options_sites_text")}</p>
      <label class="switch-row">
        <input
          type="checkbox"
          checked={sites.allSites}
          onChange={(event) => {
            // The box shows what holds, which the browser's answer decides.
            event.currentTarget.checked = sites.allSites;
            setAllSites(!sites.allSites);
          }}
        />
        {translate("options_sites_all")}
      </label>
      {sites.origins.length > 0 ? (
        <ul class="site-list" role="list" aria-labelledby="sites-title">
          {sites.origins.map((origin) => (
            <li key={origin}>
              <bdi>{nameOf(origin)}</bdi>
              <button
                type="button"
                class="button is-small"
                aria-label={translate("options_sites_remove_named", nameOf(origin))}
                onClick={() => void browser.permissions.remove({ origins: [origin] })}
              >
                {translate("options_sites_remove")}
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p>{translate("options_sites_none")}</p>
      )}
    </section>
  );
}

function nameOf(origin: string): string {
  return origin === ALL_FILES ? translate("options_sites_files") : siteName(origin);
}

/** Asks in the click itself, before any `await`; what came of it is told by the browser's own events. */
function setAllSites(isAllowed: boolean): void {
  const change = { origins: [ALL_SITES] };
  void (isAllowed ? browser.permissions.request(change) : browser.permissions.remove(change));
}
