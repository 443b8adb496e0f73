/**
 * A bar that fills, or runs where nobody knows how far.
 *
 * @param percent 0 to 100; null: unknown
 * @param labelledBy the id of the element that says what is under way
 */
export function ProgressBar({
  percent,
  labelledBy,
}: {
  percent: number | null;
  labelledBy: string;
}) {
  return (
    <div
      class="progress-bar"
      role="progressbar"
      aria-labelledby={labelledBy}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { "aria-valuenow": percent })}
    >
      <div
        class={percent === null ? "progress-fill is-running" : "progress-fill"}
        style={percent === null ? {} : { transform: `scaleX(${percent / 100})` }}
      />
    </div>
  );
}
