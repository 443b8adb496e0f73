import { useId, useState } from "preact/hooks";
import { type MessageKey, translate } from "../i18n/translate";
import {
  type ClientIdDoubt,
  type ClientIdProblem,
  checkClientId,
  doubtClientId,
} from "../popup/check-client-id";
import { ConfirmDialog } from "./confirm-dialog";
import type { Send } from "./use-commands";
import { useOpening } from "./use-opening";

type Outcome = ClientIdProblem | ClientIdDoubt | "saved" | null;

/** The box for an account's client id, which says at once what looks wrong with it. */
export function ClientIdForm({
  accountId,
  clientId,
  isSignedIn = false,
  send,
}: {
  accountId: string;
  clientId: string;
  /** Then another client id ends the sign-in, which is asked first. */
  isSignedIn?: boolean;
  send: Send;
}) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const { opening, open, close } = useOpening();
  const [outcome, setOutcome] = useState<Outcome>(null);
  const value = draft ?? clientId;
  const isWrong = outcome !== null && outcome !== "saved";

  const trimmed = value.trim();

  function submit(): void {
    const problem = checkClientId(trimmed);
    setOutcome(problem);
    if (problem !== null) return;
    if (isSignedIn && trimmed !== clientId) open();
    else void save();
  }

  async function save(): Promise<void> {
    if (!(await send({ type: "save-client-id", accountId, clientId: trimmed }))) return;
    setDraft(trimmed);
    setOutcome("saved");
  }

  return (
    <form
      class="field"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label class="field-label" for={id}>
        {translate("options_client_id")}
      </label>
      <div class="field-row">
        <input
          id={id}
          class="field-box"
          type="text"
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
          aria-invalid={isWrong}
          aria-describedby={`${id}-hint`}
          value={value}
          onInput={(event) => {
            setDraft(event.currentTarget.value);
            setOutcome(doubtClientId(event.currentTarget.value));
          }}
        />
        <button type="submit" class="button is-primary">
          {translate("options_save")}
        </button>
      </div>
      <p id={`${id}-hint`} class={isWrong ? "field-hint is-wrong" : "field-hint"} role="status">
        {outcome !== null && translate(OUTCOMES[outcome])}
      </p>
      {opening !== null && (
        <ConfirmDialog
          key={opening}
          question={translate("options_client_id_question")}
          consequence={translate("options_client_id_consequence")}
          confirmLabel={translate("options_client_id_change")}
          onConfirm={() => void save()}
          onClose={() => close(opening)}
        />
      )}
    </form>
  );
}

const OUTCOMES: Readonly<Record<Exclude<Outcome, null>, MessageKey>> = {
  empty: "options_client_id_empty",
  spaces: "options_client_id_spaces",
  "api-key": "options_client_id_api_key",
  secret: "options_client_id_secret",
  saved: "options_saved",
};
