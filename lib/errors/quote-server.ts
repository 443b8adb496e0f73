import { translate } from "../i18n/translate";
import type { ServerAnswer } from "./job-error";

/** The longest part of a server's own words that a sentence can carry; all of them are in the details. */
const MAX_QUOTED_LENGTH = 200;

/** X's own sentence about a refusal whose cause is not known; null where it says nothing. */
export function refusalSentence(server: ServerAnswer | null): string | null {
  // Without its stop, as the sentence around it has one.
  const said = (server?.message ?? server?.detail ?? "").trim().replace(/\.$/, "");
  // The name of the status tells nothing.
  if (said === "" || /^forbidden$/i.test(said)) return null;
  return translate("error_refused_said", said.slice(0, MAX_QUOTED_LENGTH));
}

/** X's words about a file that it could not process; null where it has none. */
export function processingSentence(server: ServerAnswer | null): string | null {
  const name = [server?.name, server?.code].filter(Boolean).join(" ");
  const said = [name, server?.message].filter(Boolean).join(": ");
  if (said === "") return null;
  return translate("error_processing_failed_said", said.slice(0, MAX_QUOTED_LENGTH));
}
