import { useState } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import type { Attachment } from "../../lib/jobs/attachment";
import type { MediaInfo } from "../../lib/media/media-info";
import { Icon } from "./icon";
import { useBlobUrl } from "./use-blob-url";
import { useStoredMedia } from "./use-stored-media";

/** The picture or video itself once its bytes are stored; before, or where they cannot be shown, a symbol. */
export function MediaPreview({ attachment }: { attachment: Attachment }) {
  const media = mediaOf(attachment);
  const mediaUrl = useStoredMedia(attachment.id, media?.mediaType ?? null);
  const thumbnailUrl = useBlobUrl(attachment.thumbnail, attachment.id);
  const [isUnplayable, setIsUnplayable] = useState(false);
  const isVideo = media?.category === "tweet_video";

  if (isVideo && mediaUrl !== null && !isUnplayable) {
    return (
      <video
        class="media-preview"
        src={mediaUrl}
        {...(thumbnailUrl === null ? {} : { poster: thumbnailUrl })}
        aria-label={translate("media_preview_video")}
        controls
        muted
        playsInline
        preload="metadata"
        onError={() => setIsUnplayable(true)}
      />
    );
  }
  const imageUrl = isVideo ? thumbnailUrl : (mediaUrl ?? thumbnailUrl);
  if (imageUrl === null) {
    return <Icon name={attachment.source.element} size={32} />;
  }
  return (
    <img
      class="media-preview"
      draggable={false}
      src={imageUrl}
      alt={attachment.altText || translate("media_preview_image")}
      decoding="async"
    />
  );
}

function mediaOf(attachment: Attachment): MediaInfo | null {
  switch (attachment.state) {
    case "uploading":
    case "processing":
    case "ready":
    case "failed":
      return attachment.media;
    case "capturing":
    case "cancelled":
      return null;
  }
}
