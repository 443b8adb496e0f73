import { useEffect } from "preact/hooks";
import type { Attachment } from "../../../lib/jobs/attachment";
import { clippableOf } from "../../../lib/jobs/clip-transition";
import type { Send } from "../../../lib/ui/use-commands";
import { useLazy } from "../../../lib/ui/use-lazy";

const load = () => import("./clip-strip");

/** The strip of a video of which a part can be chosen; its code comes with the first video. */
export function ClipOfVideo({
  attachment,
  player,
  send,
}: {
  attachment: Attachment;
  player: HTMLVideoElement | null;
  send: Send;
}) {
  const { view, begin } = useLazy(load);
  const video = clippableOf(attachment);
  // Of a GIF in which something is hidden all is posted.
  const original = video?.source.type === "image/gif" ? null : video;
  const isNeeded = original !== null;
  useEffect(() => {
    if (isNeeded) begin();
  }, [isNeeded, begin]);
  if (original === null || view === null) return null;
  return <view.ClipStrip attachment={attachment} original={original} player={player} send={send} />;
}
