import { useId, useState } from "preact/hooks";
import { formatCount } from "../../../lib/i18n/format-count";
import { translate } from "../../../lib/i18n/translate";
import { formatUsd } from "../../../lib/popup/format-usd";
import type { PostCost } from "../../../lib/rules/post-cost";

/** What a thread will cost as one sum, and on demand what each of its posts will. */
export function ThreadCost({
  costs,
  firstIndex,
}: {
  costs: readonly PostCost[];
  /** The place of the first of them in the thread, counted from 0. */
  firstIndex: number;
}) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const price = (usd: number) => formatUsd(usd, translate("locale_tag"));
  const sum = costs.reduce((all, { usd }) => all + usd, 0);
  const isDear = costs.some(({ containsLink }) => containsLink);
  return (
    <div class="cost">
      <button
        type="button"
        class={isDear ? "cost-sum is-dear" : "cost-sum"}
        aria-expanded={isOpen}
        aria-controls={`${id}-parts`}
        title={translate("cost_parts")}
        onClick={() => setIsOpen(!isOpen)}
      >
        {translate("cost_sum", price(sum))}
      </button>
      {isOpen && (
        <p id={`${id}-parts`} class="cost-parts">
          {costs.map(({ usd }, index) => (
            <span key={index}>
              {translate("thread_post_line", formatCount(firstIndex + index + 1), price(usd))}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
