import "../../lib/ui/css/tokens.css";
import "../../lib/ui/css/base.css";
import "../../lib/ui/css/button.css";
import "../../lib/ui/css/field.css";
import "../../lib/ui/css/layout.css";
import "../../lib/ui/css/notice.css";
import "../../lib/ui/css/account.css";
import "../../lib/ui/css/options.css";
import "./css/sites.css";
import "./css/accounts.css";
import { render } from "preact";
import { keepFocus } from "../../lib/ui/keep-focus";
import { nameDocument } from "../../lib/i18n/name-document";
import { OptionsPage } from "./options-page";

nameDocument(document, "options_title");
document.documentElement.classList.add("in-tab");

const root = document.getElementById("app");
if (root !== null) {
  render(<OptionsPage />, root);
  keepFocus(root);
}
