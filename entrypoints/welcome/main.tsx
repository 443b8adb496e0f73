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
import { translate } from "../../lib/i18n/translate";
import { WelcomePage } from "./welcome-page";

document.documentElement.lang = translate("locale_tag");
document.documentElement.classList.add("in-tab");
document.title = `${translate("extension_name")}: ${translate("welcome_title")}`;

const root = document.getElementById("app");
if (root !== null) render(<WelcomePage />, root);
