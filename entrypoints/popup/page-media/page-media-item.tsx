import { useState } from "preact/hooks";
import type { PageMedia } from "../../../lib/capture/grid/rank-media";
import type { FoundKind } from "../../../lib/capture/page/page-messages";
import { formatCount } from "../../../lib/i18n/format-count";
import { translate } from "../../../lib/i18n/translate";
import { Icon } from "../../../lib/ui/icon";
import { useThumbnail } from "./use-thumbnail";

/** One picture or film of the page, as a checkbox that looks like it. */
export function PageMediaItem({
  media,
  order,
  isInDraft,
  isDisabled,
  onToggle,
}: {
  media: PageMedia;
  /** Its place among the picks, counted from 1; 0: it is not picked. */
  order: number;
  /** Whether the open draft holds it already. */
  isInDraft: boolean;
  isDisabled: boolean;
  onToggle: () => void;
}) {
  const size = translate("media_facts_size", media.widthPx, media.heightPx);
  const isKnown = media.widthPx > 0 && media.heightPx > 0;
  return (
    <li class="page-media-item" data-kind={media.kind}>
      <label>
        <input
          type="checkbox"
          checked={order > 0}
          disabled={isDisabled}
          aria-label={translate(
            "page_media_name",
            media.altText === "" ? kindName(media.kind) : media.altText,
            isKnown ? size : translate("page_media_size_unknown"),
          )}
          {...(isInDraft && { "aria-description": translate("page_media_in_draft") })}
          onChange={onToggle}
        />
        <Thumbnail media={media} />
        {order > 0 && (
          <span class="page-media-order" aria-hidden="true">
            {formatCount(order)}
          </span>
        )}
        {isInDraft && (
          <span class="page-media-held" aria-hidden="true">
            {translate("page_media_in_draft")}
          </span>
        )}
        <span class="page-media-size" aria-hidden="true">
          {isKnown ? size : kindName(media.kind)}
        </span>
      </label>
    </li>
  );
}

/**
 * The picture as the page has drawn it small, else from its address, as anybody gets it: without cookies,
 * where its site shows it to other sites or may be read. A sign where neither can be shown.
 */
function Thumbnail({ media }: { media: PageMedia }) {
  const [isBroken, setIsBroken] = useState(false);
  const { kind } = media;
  const address = useThumbnail(media);
  return (
    <span class="page-media-frame">
      {address === "" || isBroken ? (
        <Icon name={kind === "video" ? "video" : "image"} size={28} />
      ) : (
        <img
          src={address}
          alt=""
          loading="lazy"
          decoding="async"
          crossOrigin="anonymous"
          referrerpolicy="no-referrer"
          onError={() => setIsBroken(true)}
        />
      )}
      {kind === "video" && address !== "" && !isBroken && <Icon name="video" size={18} />}
    </span>
  );
}

function kindName(kind: FoundKind): string {
  switch (kind) {
    case "image":
    case "object":
      return translate("page_media_image");
    case "video":
      return translate("page_media_video");
    case "poster":
      return translate("page_media_poster");
    case "background":
      return translate("page_media_background");
    case "canvas":
      return translate("page_media_canvas");
    case "svg":
      return translate("page_media_svg");
  }
}
