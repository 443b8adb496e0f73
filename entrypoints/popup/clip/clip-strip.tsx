import { useRef } from "preact/hooks";
import type { Attachment } from "../../../lib/jobs/attachment";
import type { OriginalVideo } from "../../../lib/jobs/video-clip";
import type { Send } from "../../../lib/ui/use-commands";
import type { FilmPlayer } from "./film-player";
import { GifPlayer } from "./gif-player";
import { StripView } from "./strip-view";
import { useClipChoice } from "./use-clip-choice";
import { useGifFrames, useVideoFrames } from "./use-frames";
import { useLoop } from "./use-loop";
import { usePlayer } from "./use-player";

interface StripProps<Player> {
  attachment: Attachment;
  original: OriginalVideo;
  player: Player;
  send: Send;
}

/**
 * The film as a strip of frames with a handle at each end of the part that is posted. What is chosen is cut by
 * itself; the player beside it plays it in a loop.
 *
 * @param props `player`: null while the film cannot be played
 */
export function ClipStrip({ player, ...props }: StripProps<FilmPlayer | null>) {
  if (player instanceof GifPlayer) return <GifStrip {...props} player={player} />;
  // Where nothing is hidden in it a GIF is played as one.
  const { attachment, original } = props;
  if (original.source.type === "image/gif" && attachment.clip?.hiding === undefined) return null;
  return <VideoStrip {...props} player={player instanceof HTMLVideoElement ? player : null} />;
}

function GifStrip({ attachment, player, send }: StripProps<GifPlayer>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const film = { filmMs: player.film.endMs, startsAtMs: 0 };
  const choice = useClipChoice(attachment, film, player, player.keys, send);
  useGifFrames(canvas, player.film);
  useLoop(player, choice.chosen, 0);
  return <StripView attachment={attachment} choice={choice} canvas={canvas} />;
}

function VideoStrip(props: StripProps<HTMLVideoElement | null>) {
  const { attachment, original, player } = props;
  const { url, durationMs } = usePlayer(player);
  const filmMs = attachment.clip?.filmMs ?? original.media?.durationMs ?? durationMs;
  // Before it is known how long the film is there is nothing to choose from.
  return filmMs === null || filmMs <= 0 ? null : (
    <LoadedVideoStrip
      {...props}
      filmMs={filmMs}
      startsAtMs={shownFromMs(attachment, original)}
      url={url}
    />
  );
}

/** When what is played begins: where something is hidden it is what is posted. */
function shownFromMs({ clip }: Attachment, { window }: OriginalVideo): number {
  if (clip?.hiding !== undefined) return clip.cut?.startMs ?? clip.span.startMs;
  return window?.startMs ?? 0;
}

function LoadedVideoStrip({
  attachment,
  filmMs,
  startsAtMs,
  player,
  url,
  send,
}: StripProps<HTMLVideoElement | null> & {
  filmMs: number;
  /** When what is stored of the film begins, from the film's beginning. */
  startsAtMs: number;
  url: string | null;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const choice = useClipChoice(attachment, { filmMs, startsAtMs }, player, player, send);
  useVideoFrames(canvas, url, filmMs, startsAtMs);
  useLoop(player, choice.chosen, startsAtMs);
  return <StripView attachment={attachment} choice={choice} canvas={canvas} />;
}
