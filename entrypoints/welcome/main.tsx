import "../popup/css/tokens.css";
import "../popup/css/base.css";
import "../popup/css/button.css";
import "../popup/css/field.css";
import "../popup/css/layout.css";
import "../popup/css/notice.css";
import "../popup/css/account.css";
import "../options/css/options.css";
import "./css/welcome.css";
import { render } from "preact";
import { nameDocument } from "../../lib/i18n/name-document";
import { WelcomePage } from "./welcome-page";

nameDocument(document, "welcome_title");
document.documentElement.classList.add("in-tab");

const root = document.getElementById("app");
if (root !== null) render(<WelcomePage />, root);
