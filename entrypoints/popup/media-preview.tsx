import { useRef, useState } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import type { Attachment } from "../../lib/jobs/attachment";
import { storedVideoOf } from "../../lib/jobs/stored-video";
import { mimeTypeOf } from "../../lib/media/convert/mime-types";
import type { Send } from "./use-commands";
import { Icon } from "./icon";
import { useBlobUrl } from "./use-blob-url";
import { useStoredMedia } from "./use-stored-media";

/** The picture or video itself once its bytes are stored; before, or where they cannot be shown, a symbol. */
export function MediaPreview({ attachment, send }: { attachment: Attachment; send: Send }) {
  const mimeType = mimeTypeOfStored(attachment);
  const mediaUrl = useStoredMedia(attachment.id, mimeType);
  const video = useRef<HTMLVideoElement>(null);
  const thumbnailUrl = useBlobUrl(attachment.thumbnail, attachment.id);
  const [isUnplayable, setIsUnplayable] = useState(false);
  const isVideo = mimeType?.startsWith("video/") ?? false;

  if (isVideo && mediaUrl !== null && !isUnplayable) {
    return (
      <>
        <video
          ref={video}
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
        {storedVideoOf(attachment) !== null && (
          <button
            type="button"
            class="button is-small"
            title={translate("media_use_frame_hint")}
            onClick={() => {
              const atMs = (video.current?.currentTime ?? 0) * 1000;
              void send({ type: "use-frame", attachmentId: attachment.id, atMs });
            }}
          >
            {translate("media_use_frame")}
          </button>
        )}
      </>
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

/** The type of the bytes that are stored whole; null while they are not, or where no browser shows it. */
function mimeTypeOfStored(attachment: Attachment): string | null {
  switch (attachment.state) {
    case "uploading":
    case "processing":
    case "ready":
      return attachment.media.mediaType;
    case "failed": {
      const { media, resume } = attachment;
      if (media !== null) return media.mediaType;
      if (resume.from !== "conversion" || resume.conversion.kind !== "video") return null;
      return mimeTypeOf(resume.conversion.source.type);
    }
    // A picture may be one that must not be decoded.
    case "converting":
      return attachment.conversion.kind === "video"
        ? mimeTypeOf(attachment.conversion.source.type)
        : null;
    case "capturing":
    case "cancelled":
      return null;
  }
}
