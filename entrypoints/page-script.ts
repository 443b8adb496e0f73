import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { answerRequests } from "../lib/capture/page/answer-requests";

/** Injected into the frames of a page, by `lib/capture/ask-frame.ts`. */
export default defineUnlistedScript(answerRequests);
