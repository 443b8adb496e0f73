import { browser } from "wxt/browser";
import type { JobError } from "../../lib/errors/job-error";
import { translate } from "../../lib/i18n/translate";
import type { Dashboard } from "../../lib/store/dashboard";
import { type ErrorActions, ErrorNotice } from "../../lib/ui/error-notice";
import type { Send } from "../../lib/ui/use-commands";
import { HeldNotes } from "./held-note";
import { SignInPanel } from "./sign-in-panel";
import type { AddedFiles } from "./use-added-files";
import { WaitingAccounts } from "./waiting-accounts";

/** What a person is told above both views: errors, posts that go out by themselves, and sign-ins that are due. */
export function Notices({
  dashboard,
  unreadable,
  refusal,
  onDismissRefusal,
  files,
  send,
}: {
  dashboard: Dashboard | null;
  /** Why the store cannot be read. */
  unreadable: JobError | null;
  /** Why the last command was refused. */
  refusal: JobError | null;
  onDismissRefusal: () => void;
  files: AddedFiles;
  send: Send;
}) {
  // The panel for signing in shows the account's own error; the same one is not said twice.
  const isShownAlready =
    refusal !== null && [dashboard?.account.error?.code, unreadable?.code].includes(refusal.code);
  return (
    <>
      {unreadable !== null && <ErrorNotice error={unreadable} />}
      {refusal !== null && !isShownAlready && (
        <DismissibleNotice
          error={refusal}
          actions={{ "open-options": () => void browser.runtime.openOptionsPage() }}
          onDismiss={onDismissRefusal}
        />
      )}
      {files.outcome.error !== null && (
        <DismissibleNotice error={files.outcome.error} onDismiss={files.dismiss} />
      )}
      {files.outcome.refused.map(({ name, error }, index) => (
        <DismissibleNotice
          key={`${index} ${name}`}
          error={error}
          subject={name}
          {...(error.code !== "own-file-unreadable" && {
            nextStep: translate("notice_other_file"),
          })}
          onDismiss={files.dismiss}
        />
      ))}
      {dashboard !== null && (
        <>
          <HeldNotes jobs={dashboard.activity} send={send} />
          <SignInPanel account={dashboard.account} accounts={dashboard.accounts} send={send} />
          <WaitingAccounts dashboard={dashboard} send={send} />
        </>
      )}
    </>
  );
}

function DismissibleNotice({
  error,
  actions = {},
  subject,
  nextStep,
  onDismiss,
}: {
  error: JobError;
  actions?: ErrorActions;
  /** The name of what it is about. */
  subject?: string;
  /** What to do, where it is not what the error says: there is nothing to remove of a file that was not taken. */
  nextStep?: string;
  onDismiss: () => void;
}) {
  return (
    <ErrorNotice
      error={error}
      actions={actions}
      {...(subject !== undefined && { subject })}
      {...(nextStep !== undefined && { nextStep })}
    >
      <button type="button" class="button is-small" onClick={onDismiss}>
        {translate("notice_dismiss")}
      </button>
    </ErrorNotice>
  );
}
