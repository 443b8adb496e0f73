import { translate } from "../../lib/i18n/translate";
import { formatUsd } from "../../lib/popup/format-usd";
import type { PostCost } from "../../lib/rules/post-cost";

/** What the post will cost, and what makes it cost more. */
export function CostLine({ cost, hasWarnings }: { cost: PostCost; hasWarnings: boolean }) {
  const locale = translate("locale_tag");
  const post = formatUsd(cost.postUsd, locale);
  return (
    <p class="cost">
      <span class={cost.containsLink ? "cost-post is-dear" : "cost-post"}>
        {translate(cost.containsLink ? "cost_post_link" : "cost_post", post)}
      </span>
      {cost.altTextUsd > 0 && (
        <span class="cost-extra">
          {translate(
            hasWarnings ? "cost_metadata" : "cost_alt_text",
            formatUsd(cost.altTextUsd, locale),
          )}
        </span>
      )}
    </p>
  );
}
