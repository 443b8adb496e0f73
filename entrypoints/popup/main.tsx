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
import { nameDocument } from "../../lib/i18n/name-document";
import { isPopup } from "../../lib/ui/is-popup";
import { unsavedFields } from "../../lib/ui/page-fields";
import { keepFocus } from "../../lib/ui/keep-focus";
import { claimWindow, SIDE_PANEL_PAGE } from "../../lib/notices/side-panel";
import { App } from "./app";
import type { Place } from "./place";

nameDocument(document, null);

// A popup is as wide as its content asks for; the same page elsewhere has a width already.
const place: Place = location.pathname === SIDE_PANEL_PAGE ? "side" : isPopup() ? "popup" : "tab";
document.documentElement.classList.add("is-composer", `in-${place}`);
if (place === "side") void claimWindow();

// Any click beside a popup closes it: what still waits to be sent is sent then.
addEventListener("pagehide", () => void unsavedFields.settleAll());

const root = document.getElementById("app");
if (root !== null) {
  render(<App place={place} />, root);
  keepFocus(root);
}
