import { useMemo, useState } from "preact/hooks";
import { formatCount } from "../../../lib/i18n/format-count";
import { translate } from "../../../lib/i18n/translate";
import { topLevelDomains } from "../../../lib/rules/known-top-level-domains";
import { splitText } from "../../../lib/rules/split-text";

/** Offers to make a thread of a text that is too long for one post. */
export function SplitOffer({
  text,
  maxWeight,
  onSplit,
}: {
  text: string;
  /** What one post may weigh. */
  maxWeight: number;
  /** @param texts what each post says */
  onSplit: (texts: readonly string[]) => void;
}) {
  const [isNumbered, setIsNumbered] = useState(false);
  const texts = useMemo(
    () => splitText(text, { maxWeight, topLevelDomains: topLevelDomains(), isNumbered }),
    [text, maxWeight, isNumbered],
  );
  if (texts.length < 2) return null;
  return (
    <div class="split-offer">
      <button type="button" class="button is-small" onClick={() => onSplit(texts)}>
        {translate("thread_split", formatCount(texts.length))}
      </button>
      <label class="split-number">
        <input
          type="checkbox"
          checked={isNumbered}
          onChange={(event) => setIsNumbered(event.currentTarget.checked)}
        />
        {translate("thread_number")}
      </label>
    </div>
  );
}
