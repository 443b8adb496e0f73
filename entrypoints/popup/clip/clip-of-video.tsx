import { useEffect } from "preact/hooks";
import type { Attachment } from "../../../lib/jobs/attachment";
import { clippableOf } from "../../../lib/jobs/clip-transition";
import type { Send } from "../../../lib/ui/use-commands";
import { useLazy } from "../../../lib/ui/use-lazy";
import type { FilmPlayer } from "./film-player";

const load = () => import("./clip-strip");

/** The strip of a video or GIF of which a part can be chosen; its code comes with the first video. */
export function ClipOfVideo({
  attachment,
  player,
  send,
}: {
  attachment: Attachment;
  player: FilmPlayer | null;
  send: Send;
}) {
  const { view, begin } = useLazy(load);
  const original = clippableOf(attachment);
  const isNeeded = original !== null;
  useEffect(() => {
    if (isNeeded) begin();
  }, [isNeeded, begin]);
  if (original === null || view === null) return null;
  return <view.ClipStrip attachment={attachment} original={original} player={player} send={send} />;
}
