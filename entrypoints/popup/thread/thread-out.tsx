import { formatCount } from "../../../lib/i18n/format-count";
import { translate } from "../../../lib/i18n/translate";
import type { ThreadPlace } from "../../../lib/jobs/thread";

/** How many posts of a thread are out, with the ways to them. Empty while none is, or all are. */
export function ThreadOut({ place }: { place: ThreadPlace | undefined }) {
  if (place === undefined) return null;
  const { count, outUrls } = place;
  if (outUrls.length === 0 || outUrls.length === count) return null;
  return (
    <p class="thread-out">
      <span>{translate("thread_out", formatCount(outUrls.length), formatCount(count))}</span>
      {outUrls.map(
        (url, index) =>
          url !== null && (
            <a
              key={url}
              class="link"
              href={url}
              target="_blank"
              rel="noreferrer"
              aria-label={translate("thread_view_post", formatCount(index + 1))}
              title={translate("thread_view_post", formatCount(index + 1))}
            >
              {formatCount(index + 1)}
            </a>
          ),
      )}
    </p>
  );
}
