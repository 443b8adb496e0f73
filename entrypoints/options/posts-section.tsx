import { useId, useRef } from "preact/hooks";
import { formatList } from "../../lib/i18n/format-list";
import { translate } from "../../lib/i18n/translate";
import {
  fillTemplate,
  findUnknownGaps,
  TEMPLATE_GAPS,
} from "../../lib/capture/click/fill-template";
import { formatUsd } from "../../lib/popup/format-usd";
import type { Preferences } from "../../lib/store/preferences";
import { estimatePostCost } from "../../lib/rules/post-cost";
import { useDraftField } from "../../lib/ui/use-draft-field";
import { writtenDirection } from "../../lib/ui/written-direction";
import { SwitchField } from "./switch-field";

/** What holds for each new post. */
export function PostsSection({
  preferences,
  onChange,
}: {
  preferences: Preferences;
  /** Resolves with whether it is stored. */
  onChange: (change: Partial<Preferences>) => Promise<boolean>;
}) {
  const id = useId();
  const { value: template, edit: editTemplate } = useDraftField(
    "template",
    preferences.template,
    (value) => onChange({ template: value }),
  );
  const box = useRef<HTMLTextAreaElement>(null);
  const unknown = findUnknownGaps(template);

  /** Puts a gap where the caret is, and the caret behind it. */
  function insert(gap: string): void {
    const { selectionStart, selectionEnd } = box.current ?? {
      selectionStart: template.length,
      selectionEnd: template.length,
    };
    editTemplate(template.slice(0, selectionStart) + gap + template.slice(selectionEnd));
    box.current?.focus();
  }

  const example = exampleOf(template);
  const withLink = estimatePostCost({ text: example, altTextCount: 0 });
  return (
    <section class="options-section">
      <h2>{translate("options_posts_title")}</h2>
      <div class="field">
        <label class="field-label" for={`${id}-template`}>
          {translate("options_template")}
        </label>
        <textarea
          ref={box}
          id={`${id}-template`}
          class="field-box"
          rows={2}
          aria-describedby={`${id}-hint ${id}-price`}
          value={template}
          {...writtenDirection(template)}
          onInput={(event) => editTemplate(event.currentTarget.value)}
        />
        <p id={`${id}-hint`} class="field-hint">
          {translate("options_template_hint", formatList(TEMPLATE_GAPS.map((gap) => `{${gap}}`)))}
        </p>
        <div class="chips">
          {TEMPLATE_GAPS.map((gap) => (
            <button
              key={gap}
              type="button"
              class="button is-small"
              aria-label={translate("options_template_insert", `{${gap}}`)}
              onClick={() => insert(`{${gap}}`)}
            >
              <bdi dir="ltr">{`{${gap}}`}</bdi>
            </button>
          ))}
        </div>
        <p class="field-hint is-wrong" role="status">
          {unknown.length > 0 && translate("options_template_unknown", formatList(unknown))}
        </p>
        <p id={`${id}-price`} class="field-hint is-dear" role="status">
          {withLink.containsLink &&
            translate(
              "options_template_link",
              formatUsd(withLink.postUsd, translate("locale_tag")),
            )}
        </p>
        {example !== "" && (
          <figure class="example">
            <figcaption class="field-label">{translate("options_template_preview")}</figcaption>
            <p dir="auto">{example}</p>
          </figure>
        )}
      </div>
      <SwitchField
        label={translate("options_posts_at_once")}
        hint={translate("options_posts_at_once_hint")}
        isOn={preferences.postsAtOnce}
        onChange={(postsAtOnce) => void onChange({ postsAtOnce })}
      />
      <SwitchField
        label={translate("options_requires_alt_text")}
        hint={translate("options_requires_alt_text_hint")}
        isOn={preferences.requiresAltText}
        onChange={(requiresAltText) => void onChange({ requiresAltText })}
      />
    </section>
  );
}

function exampleOf(template: string): string {
  return fillTemplate(template, {
    title: translate("options_example_title"),
    alt: translate("options_example_alt"),
    url: "https://www.example.com/boats",
    site: "example.com",
  });
}
