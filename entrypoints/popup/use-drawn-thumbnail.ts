import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import type { Attachment } from "../../lib/jobs/attachment";
import { drawSmall } from "../../lib/media/draw-small";
import { putLocalFile } from "../../lib/store/local-file-store";
import type { Send } from "../../lib/ui/use-commands";

/**
 * Draws the frame that a player shows as its video's thumbnail, once, so that the activity shows it when the bytes
 * are gone: where the hidden page has drawn none, for lack of a decoder that the player has, say. What cannot be drawn
 * or stored leaves the symbol.
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
  // A file of sound alone has no frame.
  const drawn = await drawSmall(film.videoWidth, film.videoHeight, (context, width, height) =>
    context.drawImage(film, 0, 0, width, height),
  );
  if (drawn === null || signal.aborted) return;
  const fileId = crypto.randomUUID();
  const isStored = await putLocalFile(fileId, drawn, Date.now()).then(
    () => true,
    // A full disk: what matters more says so.
    () => false,
  );
  if (isStored) await send({ type: "keep-thumbnail", attachmentId, fileId });
}
