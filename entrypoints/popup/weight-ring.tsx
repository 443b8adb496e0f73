import { formatCount } from "../../lib/i18n/format-count";
import { translate } from "../../lib/i18n/translate";
import type { TextWeight } from "../../lib/rules/text-weight";

const RADIUS = 11;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;
/** From here on the number of characters left is worth more than the ring alone. */
const NEARLY_FULL = 20;

/** How much of the text's limit is used: a ring that fills, with the number left when that is small. */
export function WeightRing({ weight, id }: { weight: TextWeight; id: string }) {
  const { weight: used, maxWeight, isOverLimit } = weight;
  const left = maxWeight - used;
  const level = isOverLimit ? "over" : left <= NEARLY_FULL ? "near" : "fine";
  const filled = Math.min(1, used / maxWeight) * CIRCUMFERENCE;
  return (
    <div class="weight" data-level={level}>
      <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
        <circle class="weight-track" cx="14" cy="14" r={RADIUS} />
        <circle
          class="weight-fill"
          cx="14"
          cy="14"
          r={RADIUS}
          stroke-dasharray={`${filled} ${CIRCUMFERENCE}`}
          transform="rotate(-90 14 14)"
        />
      </svg>
      <span class="weight-left" aria-hidden="true">
        {level === "fine" ? "" : formatCount(left)}
      </span>
      <span id={id} class="visually-hidden">
        {isOverLimit
          ? translate("composer_over_limit", formatCount(-left))
          : translate("composer_weight", formatCount(used), formatCount(maxWeight))}
      </span>
    </div>
  );
}
