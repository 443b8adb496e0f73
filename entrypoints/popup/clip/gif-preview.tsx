import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { translate } from "../../../lib/i18n/translate";
import type { Attachment } from "../../../lib/jobs/attachment";
import type { OriginalVideo } from "../../../lib/jobs/video-clip";
import { useFilm } from "../edit/use-film";
import type { FilmPlayer } from "./film-player";
import { GifPlayer } from "./gif-player";

/** A GIF that plays the part of it that is posted, and can be stopped. */
export function GifPreview({
  attachment,
  original,
  still,
  onPlayer,
}: {
  attachment: Attachment;
  original: OriginalVideo;
  /** What is shown before its frames can be read, and where this browser does not read them. */
  still: ComponentChildren;
  /** Called with the player, and with null when it is gone. The same at each call. */
  onPlayer: (player: FilmPlayer | null) => void;
}) {
  const film = useFilm(attachment.id, original);
  const canvas = useRef<HTMLCanvasElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [player, setPlayer] = useState<GifPlayer | null>(null);
  const [isPlaying, setIsPlaying] = useState(false);

  useEffect(() => {
    if (film === null || film === "unreadable") return undefined;
    if (canvas.current === null || button.current === null) return undefined;
    const opened = new GifPlayer(film, canvas.current, button.current);
    const look = () => setIsPlaying(!opened.paused);
    opened.addEventListener("play", look);
    opened.addEventListener("pause", look);
    setPlayer(opened);
    onPlayer(opened);
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) void opened.play();
    return () => {
      onPlayer(null);
      setPlayer(null);
      opened.close();
    };
  }, [film, onPlayer]);

  if (film === null || film === "unreadable") return <>{still}</>;
  return (
    <>
      <canvas
        ref={canvas}
        class="media-preview"
        role="img"
        aria-label={attachment.altText || translate("media_preview_image")}
      />
      <button
        ref={button}
        type="button"
        class="button is-small is-on-media"
        onClick={() => (isPlaying ? player?.pause() : void player?.play())}
      >
        {translate(isPlaying ? "gif_pause" : "gif_play")}
      </button>
    </>
  );
}
