const RADIUS = 15;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;
/** How much of the ring is drawn where nobody knows how far: it turns then. */
const UNKNOWN_SHARE = 0.25;

/**
 * A ring that fills, or turns where nobody knows how far.
 *
 * @param percent 0 to 100; null: unknown
 * @param labelledBy the id of the element that says what is under way
 */
export function ProgressRing({
  percent,
  labelledBy,
}: {
  percent: number | null;
  labelledBy: string;
}) {
  const share = percent === null ? UNKNOWN_SHARE : percent / 100;
  return (
    <div
      class={percent === null ? "progress-ring is-running" : "progress-ring"}
      role="progressbar"
      aria-labelledby={labelledBy}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { "aria-valuenow": percent })}
    >
      <svg width="36" height="36" viewBox="0 0 36 36" aria-hidden="true">
        <circle class="progress-ring-track" cx="18" cy="18" r={RADIUS} />
        <circle
          class="progress-ring-fill"
          cx="18"
          cy="18"
          r={RADIUS}
          stroke-dasharray={`${share * CIRCUMFERENCE} ${CIRCUMFERENCE}`}
          transform="rotate(-90 18 18)"
        />
      </svg>
    </div>
  );
}
