import "./css/activity-thumbnail.css";
import { formatCount } from "../../lib/i18n/format-count";
import type { Attachment } from "../../lib/jobs/attachment";
import { Icon } from "../../lib/ui/icon";
import { useBlobUrl } from "./use-blob-url";

/** The first picture of a post, small, with how many there are when it is not the only one. */
export function ActivityThumbnail({
  attachment,
  count,
}: {
  attachment: Attachment | null;
  count: number;
}) {
  const url = useBlobUrl(attachment?.thumbnail ?? null, attachment?.id ?? "");
  return (
    <div class="activity-thumbnail" aria-hidden="true">
      {url === null ? (
        <Icon name={attachment?.source.element ?? "image"} />
      ) : (
        <img src={url} alt="" decoding="async" />
      )}
      {url !== null && attachment?.source.element === "video" && (
        <span class="activity-film">
          <Icon name="video" size={14} />
        </span>
      )}
      {count > 1 && <span class="activity-count">{formatCount(count)}</span>}
    </div>
  );
}
