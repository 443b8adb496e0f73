import "../../lib/ui/css/tokens.css";
import "../../lib/ui/css/base.css";
import "../../lib/ui/css/button.css";
import "../../lib/ui/css/field.css";
import "../../lib/ui/css/layout.css";
import "../../lib/ui/css/notice.css";
import "./css/frame.css";
import "./css/progress.css";
import "./css/composer.css";
import "./css/media.css";
import "./css/empty.css";
import "../../lib/ui/css/account.css";
import { render } from "preact";
import { browser } from "wxt/browser";
import { nameDocument } from "../../lib/i18n/name-document";
import { keepFocus } from "../../lib/ui/keep-focus";
import { App } from "./app";

nameDocument(document, null);

// A popup is as wide as its content asks for; the same page in a tab has a width already.
const isPopup = browser.extension.getViews({ type: "popup" }).includes(window);
document.documentElement.classList.add("is-composer", isPopup ? "in-popup" : "in-tab");

const root = document.getElementById("app");
if (root !== null) {
  render(<App isPopup={isPopup} />, root);
  keepFocus(root);
}
