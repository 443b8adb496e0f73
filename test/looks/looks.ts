import type { Look } from "./look";
import { POPUP_LOOKS } from "./popup-looks";
import { TAB_LOOKS } from "./tab-looks";

/** Every state, in the order in which a person meets them. */
export const LOOKS: readonly Look[] = [...POPUP_LOOKS, ...TAB_LOOKS];
