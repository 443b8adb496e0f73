import type { ComponentChildren } from "preact";
import { type NextAction, trimLengthOf } from "../errors/next-action";
import type { ErrorCode } from "../errors/error-codes";
import type { JobError } from "../errors/job-error";
import { translate } from "../i18n/translate";
import { formatDuration } from "../i18n/format-duration";
import { Icon } from "./icon";
import { LazyDetails } from "./lazy-details";
import { useExplanation } from "./use-explanation";

const loadServerDetails = () => import("./server-details");

/** What the notice's button does, for each action that the place around it does not offer already. */
export type ErrorActions = Partial<Record<NextAction, () => void>>;

/** Nothing has gone wrong: the person has decided, or is to decide. */
const CALM_CODES: ReadonlySet<ErrorCode> = new Set(["permission-refused"]);

/** An error: what happened, what to do, a button for it, and what the server said to unfold. */
export function ErrorNotice({
  error,
  actions = {},
  subject,
  nextStep,
  children,
}: {
  error: JobError;
  actions?: ErrorActions;
  /** The name of the file that it is about, where nothing around says so. */
  subject?: string;
  /** What to do, where the place calls for something else than the error. */
  nextStep?: string;
  children?: ComponentChildren;
}) {
  const explanation = useExplanation(error);
  // Shown whole or not at all: an alert is read aloud as it appears.
  if (explanation === null) return null;
  const { sentence, action } = explanation;
  const act = actions[action];
  return (
    <div
      class={CALM_CODES.has(error.code) ? "notice is-calm" : "notice"}
      role="alert"
      data-code={error.code}
    >
      <Icon name={CALM_CODES.has(error.code) ? "info" : "alert"} size={18} />
      <div class="notice-body">
        {subject !== undefined && (
          <p class="notice-subject">
            <bdi>{subject}</bdi>
          </p>
        )}
        <p class="notice-sentence">{sentence}</p>
        <p class="notice-next">{nextStep ?? explanation.nextStep}</p>
        {(act !== undefined || children !== undefined) && (
          <div class="notice-actions">
            {act !== undefined && (
              <button type="button" class="button is-small" onClick={act}>
                {actionLabel(action, error)}
              </button>
            )}
            {children}
          </div>
        )}
        <LazyDetails
          className="notice-details"
          summary={translate("notice_details")}
          load={loadServerDetails}
        >
          {({ ServerDetails }) => <ServerDetails error={error} />}
        </LazyDetails>
      </div>
    </div>
  );
}

function actionLabel(action: NextAction, error: JobError): string {
  switch (action) {
    case "retry":
      return translate("media_retry");
    case "sign-in":
      return translate("sign_in_again_button");
    case "open-options":
      return translate("notice_open_options");
    case "allow-site":
      return translate("notice_allow_site");
    case "allow-all-sites":
      return translate("notice_allow_all_sites");
    case "edit-text":
      return translate("activity_edit");
    case "trim":
      return translate(
        "media_trim",
        formatDuration(trimLengthOf(error) ?? 0, translate("locale_tag")),
      );
    case "convert":
      return translate("media_convert");
    case "remove":
      return translate("media_remove");
    // A list of its own.
    case "choose-stream":
    case "none":
      return "";
  }
}
