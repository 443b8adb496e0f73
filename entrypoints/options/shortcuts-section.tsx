import { useEffect, useState } from "preact/hooks";
import { type Browser, browser } from "wxt/browser";
import { type MessageKey, translate } from "../../lib/i18n/translate";

/** The names of the commands, as the browser's own page says them too. */
const NAMES: Readonly<Record<string, MessageKey>> = {
  _execute_action: "command_open_composer",
  "open-in-tab": "command_open_in_tab",
  "open-beside": "command_open_beside",
};

/** The keyboard shortcuts as the browser has them, and the way to change them. */
export function ShortcutsSection() {
  const commands = useShortcuts();
  const [isRefused, setIsRefused] = useState(false);
  if (commands.length === 0) return null;
  return (
    <section class="options-section">
      <h2>{translate("options_shortcuts_title")}</h2>
      <table class="prices">
        <tbody>
          {commands.map(({ name = "", description = "", shortcut = "" }) => {
            const key = NAMES[name];
            return (
              <tr key={name}>
                <th scope="row">{key === undefined ? description : translate(key)}</th>
                <td>
                  {shortcut === "" ? (
                    translate("options_shortcut_none")
                  ) : (
                    <kbd dir="ltr">{shortcut}</kbd>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p>{translate("options_shortcuts_text")}</p>
      <div>
        <button
          type="button"
          class="button"
          onClick={() => void changeShortcuts().then((isOpen) => setIsRefused(!isOpen))}
        >
          {translate("options_shortcuts_change")}
        </button>
      </div>
      <p class="field-hint" role="status">
        {isRefused && translate("options_shortcuts_by_hand")}
      </p>
    </section>
  );
}

/** Read again when the person comes back from the browser's page, where they change. */
function useShortcuts(): readonly Browser.commands.Command[] {
  const [commands, setCommands] = useState<readonly Browser.commands.Command[]>([]);
  useEffect(() => {
    let isOver = false;
    const read = () =>
      void browser.commands.getAll().then((all) => {
        if (!isOver) setCommands(all);
      });
    read();
    globalThis.addEventListener("focus", read);
    return () => {
      isOver = true;
      globalThis.removeEventListener("focus", read);
    };
  }, []);
  return commands;
}

/**
 * Opens the browser's own page for shortcuts; false where it cannot be opened. Firefox has a call for
 * it, Chromium an address, which Edge understands too.
 * Source: https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/commands/openShortcutSettings
 */
async function changeShortcuts(): Promise<boolean> {
  try {
    if (
      "openShortcutSettings" in browser.commands &&
      typeof browser.commands.openShortcutSettings === "function"
    ) {
      await browser.commands.openShortcutSettings();
    } else {
      await browser.tabs.create({ url: "chrome://extensions/shortcuts" });
    }
    return true;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return false;
  }
}
