import { useId, useState } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import { formatUsd } from "../../lib/popup/format-usd";
import { priceUsd } from "../../lib/rules/prices";
import type { PostCost } from "../../lib/rules/post-cost";

/** What the post will cost as one sum, its parts on demand, and with a link what it would cost without. */
export function CostLine({
  cost,
  hasWarnings,
  onRemoveLinks,
}: {
  cost: PostCost;
  hasWarnings: boolean;
  onRemoveLinks: () => void;
}) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const price = (usd: number) => formatUsd(usd, translate("locale_tag"));
  const without = priceUsd("post") + cost.altTextUsd;
  return (
    <div class="cost">
      <button
        type="button"
        class={cost.containsLink ? "cost-sum is-dear" : "cost-sum"}
        aria-expanded={isOpen}
        aria-controls={`${id}-parts`}
        title={translate("cost_parts")}
        onClick={() => setIsOpen(!isOpen)}
      >
        {translate("cost_sum", price(cost.usd))}
      </button>
      {isOpen && (
        <p id={`${id}-parts`} class="cost-parts">
          <span>
            {translate(cost.containsLink ? "cost_post_link" : "cost_post", price(cost.postUsd))}
          </span>
          {cost.altTextUsd > 0 && (
            <span>
              {translate(hasWarnings ? "cost_metadata" : "cost_alt_text", price(cost.altTextUsd))}
            </span>
          )}
        </p>
      )}
      {cost.containsLink && (
        <p class="cost-link">
          <span>{translate("cost_without_link", price(without))}</span>
          <button type="button" class="link-button" onClick={onRemoveLinks}>
            {translate("cost_remove_link")}
          </button>
        </p>
      )}
    </div>
  );
}
