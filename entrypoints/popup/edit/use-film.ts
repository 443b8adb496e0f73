import { useEffect, useRef, useState } from "preact/hooks";
import type { PictureToDraw } from "../../../lib/convert/draw-edited";
import type { OriginalVideo } from "../../../lib/jobs/video-clip";
import { type MovingFilm, openMovingFilm } from "./moving-film";

/**
 * What was captured of a film; null until it is open.
 *
 * @returns `unreadable` where its bytes are lost or this browser does not show it
 */
export function useFilm(
  attachmentId: string,
  original: OriginalVideo,
): MovingFilm | "unreadable" | null {
  const [film, setFilm] = useState<MovingFilm | "unreadable" | null>(null);
  useEffect(() => {
    const over = new AbortController();
    let opened: MovingFilm | null = null;
    openMovingFilm(attachmentId, original, over.signal).then(
      (open) => {
        if (over.signal.aborted) open.close();
        else {
          opened = open;
          setFilm(open);
        }
      },
      () => {
        if (!over.signal.aborted) setFilm("unreadable");
      },
    );
    return () => {
      over.abort();
      opened?.close();
    };
  }, [attachmentId]);
  return film;
}

/** The frame that a film shows at a moment; while another one is sought, the one before it; null before the first. */
export function useFrameAt(film: MovingFilm, atMs: number): PictureToDraw | null {
  const [picture, setPicture] = useState<PictureToDraw | null>(null);
  const wanted = useRef(atMs);
  const turn = useRef<Promise<void>>(Promise.resolve());
  const held = useRef<ImageBitmap | null>(null);
  wanted.current = atMs;

  useEffect(() => {
    turn.current = turn.current.then(async () => {
      // A slider that is dragged asks for many: only the last one is sought.
      if (wanted.current !== atMs) return;
      // The last one stays where another cannot be had, as once the film is closed.
      const image = await film.frameAt(atMs).catch(() => null);
      if (image === null) return;
      held.current?.close();
      held.current = image;
      setPicture({
        image,
        captured: film.size,
        held: { width: image.width, height: image.height },
      });
    });
  }, [film, atMs]);

  useEffect(() => () => held.current?.close(), []);
  return picture;
}
