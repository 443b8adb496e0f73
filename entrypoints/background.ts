import { defineBackground } from "wxt/utils/define-background";
import { browser } from "wxt/browser";
export default defineBackground(() => { console.log(browser.runtime.id); });
