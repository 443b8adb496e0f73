import { useCallback, useEffect, useId, useRef, useState } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import type { Attachment } from "../../lib/jobs/attachment";
import { clippableOf } from "../../lib/jobs/clip-transition";
import type { OriginalVideo } from "../../lib/jobs/video-clip";
import { storedVideoOf } from "../../lib/jobs/stored-video";
import { clipIdOf } from "../../lib/store/byte-store";
import { mimeTypeOf } from "../../lib/convert/mime-types";
import type { Conversion } from "../../lib/media/conversion";
import type { MediaInfo, SourceFile } from "../../lib/media/media-info";
import { Icon } from "../../lib/ui/icon";
import { useLazy } from "../../lib/ui/use-lazy";
import type { FilmPlayer } from "./clip/film-player";
import { ProgressBar } from "./progress-bar";
import { useBlobUrl } from "./use-blob-url";
import { useDrawnThumbnail } from "./use-drawn-thumbnail";
import type { Send } from "../../lib/ui/use-commands";
import { type StoredMedia, useStoredMedia } from "./use-stored-media";

const loadGif = () => import("./clip/gif-preview");

/** The picture or video itself once its bytes are stored; before, or where they cannot be shown, a symbol. */
export function MediaPreview({
  attachment,
  isSmall = false,
  onPlayer,
  send,
}: {
  attachment: Attachment;
  /** A still picture: also of a video only its thumbnail. */
  isSmall?: boolean;
  /** Called with the player of a video or GIF, and with null when it is gone. The same at each call. */
  onPlayer?: (player: FilmPlayer | null) => void;
  send: Send;
}) {
  const all = findStored(attachment);
  // A tile needs no more than the thumbnail where there is one.
  const isStill = isSmall && (attachment.thumbnail !== null || all?.mimeType.startsWith("video/"));
  const stored = isStill === true ? null : all;
  const {
    url: mediaUrl,
    percent,
    prepare,
  } = useStoredMedia(shownFileOf(attachment), stored, isAtRest(attachment));
  const label = useId();
  const video = useRef<HTMLVideoElement | null>(null);
  const takePlayer = useCallback(
    (player: HTMLVideoElement | null) => {
      video.current = player;
      onPlayer?.(player);
    },
    [onPlayer],
  );
  const thumbnailUrl = useBlobUrl(attachment.thumbnail, attachment.id);
  useDrawnThumbnail(video, mediaUrl, attachment, send);
  const [isUnplayable, setIsUnplayable] = useState(false);
  const isVideo = stored?.mimeType.startsWith("video/") ?? false;
  const gif = isSmall ? null : playedGifOf(attachment);
  const isGif = gif !== null;
  const { view: gifView, begin: beginGif } = useLazy(loadGif);
  useEffect(() => {
    if (isGif) beginGif();
  }, [isGif, beginGif]);

  if (isVideo && mediaUrl !== null && !isUnplayable) {
    return (
      <>
        <video
          ref={takePlayer}
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
        {storedVideoOf(attachment) !== null && attachment.clip?.hiding === undefined && (
          <button
            type="button"
            class="button is-small is-on-media"
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
  if (isVideo && mediaUrl === null && (prepare !== null || percent !== null)) {
    return (
      <div class="media-waiting">
        {percent === null ? (
          <button type="button" class="button" onClick={() => prepare?.()}>
            {translate("media_play")}
          </button>
        ) : (
          <>
            <span id={label}>{translate("media_preparing")}</span>
            <ProgressBar percent={percent} labelledBy={label} />
          </>
        )}
      </div>
    );
  }
  if (imageUrl === null) {
    return <Icon name={attachment.source.element} size={32} />;
  }
  const image = (
    <img
      class="media-preview"
      draggable={false}
      src={imageUrl}
      alt={isSmall ? "" : attachment.altText || translate("media_preview_image")}
      decoding="async"
    />
  );
  if (gif === null || gifView === null || onPlayer === undefined) return image;
  return (
    <gifView.GifPreview attachment={attachment} original={gif} still={image} onPlayer={onPlayer} />
  );
}

/** A GIF of which a part can be posted; null where something is hidden in it: then what is shown is a video. */
function playedGifOf(attachment: Attachment): OriginalVideo | null {
  const original = clippableOf(attachment);
  const isGif = original?.source.type === "image/gif" && attachment.clip?.hiding === undefined;
  return isGif ? original : null;
}

/** Whether a copy of the bytes would take nothing from an upload or a conversion. */
function isAtRest({ state }: Attachment): boolean {
  return state === "ready" || state === "failed";
}

/** Under which id lies what is shown: all of a video, but what is posted where something is hidden in it. */
function shownFileOf({ id, clip }: Attachment): string {
  return clip?.hiding === undefined ? id : clipIdOf(id);
}

/** The bytes that are stored whole; null while they are not, or where no browser shows them. */
function findStored(attachment: Attachment): StoredMedia | null {
  const { clip } = attachment;
  if (clip?.hiding !== undefined) {
    return "media" in attachment && attachment.media !== null
      ? storedMedia(attachment.media)
      : null;
  }
  // All of a video of which a part is posted: another part can be chosen.
  const original = clip === undefined ? null : clippableOf(attachment);
  if (original !== null) return storedFile(original.source);
  switch (attachment.state) {
    case "uploading":
    case "processing":
    case "ready":
      return storedMedia(attachment.media);
    case "failed": {
      const { media, resume } = attachment;
      if (media !== null) return storedMedia(media);
      return resume.from === "conversion" ? storedSource(resume.conversion) : null;
    }
    case "converting":
      return storedSource(attachment.conversion);
    case "capturing":
    case "cancelled":
      return null;
  }
}

function storedMedia({ mediaType, totalBytes }: MediaInfo): StoredMedia {
  return { mimeType: mediaType, totalBytes };
}

/** Of a picture nothing is shown before it is converted: it may be one that must not be decoded. */
function storedSource({ kind, source }: Conversion): StoredMedia | null {
  return kind === "video" ? storedFile(source) : null;
}

function storedFile({ type, totalBytes }: SourceFile): StoredMedia {
  return { mimeType: mimeTypeOf(type), totalBytes };
}
