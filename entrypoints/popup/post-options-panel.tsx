import "./css/options-panel.css";
import { useId } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import { formatUsd } from "../../lib/popup/format-usd";
import { estimatePostCost } from "../../lib/rules/post-cost";
import { parsePostLink } from "../../lib/rules/post-link";
import {
  type PostOptions,
  REPLY_SETTINGS,
  type ReplySettings,
  SENSITIVE_CONTENT,
} from "../../lib/jobs/post-options";
import { useDraftRecord } from "./use-draft-record";

/** What can be chosen for a post beside its text and media. Every change is stored at once. */
export function PostOptionsPanel({
  postId,
  options: stored,
  onChange,
}: {
  postId: string;
  options: PostOptions;
  /** Resolves with whether they are stored. */
  onChange: (options: PostOptions) => Promise<boolean>;
}) {
  const id = useId();
  const { value: options, change } = useDraftRecord(postId, stored, onChange);
  const { replyLink } = options;
  const isAnswer = parsePostLink(replyLink) !== null;
  const isWrong = replyLink.trim() !== "" && !isAnswer;
  const metadataUsd = estimatePostCost({ text: "", altTextCount: 1 }).altTextUsd;

  return (
    <div class="option-fields">
      <div class="field">
        <label class="field-label" for={`${id}-reply`}>
          {translate("options_reply")}
        </label>
        <select
          id={`${id}-reply`}
          class="field-box"
          disabled={isAnswer}
          aria-describedby={`${id}-ruled`}
          value={isAnswer ? "everyone" : (options.replySettings ?? "everyone")}
          onChange={(event) => {
            const replySettings = readReplySettings(event.currentTarget.value);
            void change({ replySettings });
          }}
        >
          <option value="everyone">{translate("reply_settings_everyone")}</option>
          {REPLY_SETTINGS.map((setting) => (
            <option key={setting} value={setting}>
              {translate(`reply_settings_${setting}`)}
            </option>
          ))}
        </select>
        <p id={`${id}-ruled`} class="field-hint">
          {isAnswer && translate("options_reply_ruled")}
        </p>
      </div>
      <div class="field">
        <label class="field-label" for={`${id}-link`}>
          {translate("options_reply_link")}
        </label>
        <input
          id={`${id}-link`}
          class="field-box"
          type="text"
          inputMode="url"
          autocomplete="off"
          spellcheck={false}
          placeholder={translate("options_reply_link_placeholder")}
          aria-invalid={isWrong}
          aria-describedby={`${id}-link-hint`}
          value={replyLink}
          // An address, but the placeholder is a sentence.
          {...(replyLink !== "" && { dir: "ltr" })}
          onInput={(event) => void change({ replyLink: event.currentTarget.value })}
        />
        <p id={`${id}-link-hint`} class={isWrong ? "field-hint is-wrong" : "field-hint"}>
          {translate(isWrong ? "options_reply_link_invalid" : "options_reply_link_hint")}
        </p>
      </div>
      <fieldset class="option-group">
        <legend class="field-label">{translate("options_labels")}</legend>
        <Choice
          label={translate("options_made_with_ai")}
          isChosen={options.madeWithAi}
          onChange={(madeWithAi) => void change({ madeWithAi })}
        />
        <Choice
          label={translate("options_paid_partnership")}
          isChosen={options.paidPartnership}
          onChange={(paidPartnership) => void change({ paidPartnership })}
        />
      </fieldset>
      <fieldset class="option-group" aria-describedby={`${id}-sensitive`}>
        <legend class="field-label">{translate("options_sensitive")}</legend>
        {SENSITIVE_CONTENT.map((kind) => (
          <Choice
            key={kind}
            label={translate(`sensitive_${kind}`)}
            isChosen={options.sensitive.includes(kind)}
            onChange={(isChosen) =>
              void change({
                sensitive: SENSITIVE_CONTENT.filter((each) =>
                  each === kind ? isChosen : options.sensitive.includes(each),
                ),
              })
            }
          />
        ))}
        <p id={`${id}-sensitive`} class="field-hint">
          {translate("options_sensitive_hint", formatUsd(metadataUsd, translate("locale_tag")))}
        </p>
      </fieldset>
    </div>
  );
}

function Choice(props: {
  label: string;
  isChosen: boolean;
  onChange: (isChosen: boolean) => void;
}) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={props.isChosen}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span>{props.label}</span>
    </label>
  );
}

function readReplySettings(value: string): ReplySettings | null {
  return REPLY_SETTINGS.find((setting) => setting === value) ?? null;
}
