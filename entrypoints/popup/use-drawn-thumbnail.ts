import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import type { Attachment } from "../../lib/jobs/attachment";
import { putLocalFile } from "../../lib/store/local-file-store";
import type { Send } from "../../lib/ui/use-commands";

/** The longest side, as that of a picture's thumbnail. */
const MAX_SIDE_PX = 160;

/**
 * Draws the frame that a player shows as its video's thumbnail, once, so that the activity shows it when the bytes
 * are gone. What cannot be drawn or stored leaves the symbol.
 *
 * @param url what the player shows; null: there is none
 */
export function useDrawnThumbnail(
  player: RefObject<HTMLVideoElement | null>,
  url: string | null,
  { id, state, thumbnail }: Attachment,
  send: Send,
): void {
  const isWanted = thumbnail === null && state === "ready";
  useEffect(() => {
    const film = player.current;
    if (film === null || !isWanted) return undefined;
    const over = new AbortController();
    const draw = () => void keep(film, id, send, over.signal);
    if (film.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) draw();
    else film.addEventListener("loadeddata", draw, { once: true, signal: over.signal });
    return () => over.abort();
  }, [url, isWanted, id]);
}

async function keep(
  film: HTMLVideoElement,
  attachmentId: string,
  send: Send,
  signal: AbortSignal,
): Promise<void> {
  const { videoWidth, videoHeight } = film;
  const scale = Math.min(1, MAX_SIDE_PX / Math.max(videoWidth, videoHeight));
  // A file of sound alone has no frame.
  if (!Number.isFinite(scale)) return;
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(videoWidth * scale)),
    Math.max(1, Math.round(videoHeight * scale)),
  );
  canvas.getContext("2d")?.drawImage(film, 0, 0, canvas.width, canvas.height);
  const drawn = await canvas.convertToBlob({ type: "image/webp", quality: 0.8 });
  if (signal.aborted) return;
  const fileId = crypto.randomUUID();
  const isStored = await putLocalFile(fileId, drawn, Date.now()).then(
    () => true,
    // A full disk: what matters more says so.
    () => false,
  );
  if (isStored) await send({ type: "keep-thumbnail", attachmentId, fileId });
}
