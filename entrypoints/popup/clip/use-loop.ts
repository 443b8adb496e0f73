import { useEffect, useRef } from "preact/hooks";
import type { ClipSpan } from "../../../lib/media/clip-span";
import type { FilmPlayer } from "./film-player";

/**
 * Has a player begin with a part of its film, and play it again and again. Where the person seeks to while it rests,
 * it stays.
 *
 * @param span null: all of the film, once
 * @param startsAtMs when what the player has of the film begins
 */
export function useLoop(
  player: FilmPlayer | null,
  span: ClipSpan | null,
  startsAtMs: number,
): void {
  const inPlayer = span && {
    startMs: Math.max(0, span.startMs - startsAtMs),
    endMs: span.endMs - startsAtMs,
  };
  const part = useRef(inPlayer);
  part.current = inPlayer;
  useEffect(() => {
    if (player === null) return undefined;
    let frame = 0;
    const follow = () => {
      if (part.current !== null) keepWithin(player, part.current);
      if (!player.paused) frame = requestAnimationFrame(follow);
    };
    const begin = () => {
      cancelAnimationFrame(frame);
      follow();
    };
    /** The film ends where the part does. */
    const beginAgain = () => {
      if (part.current === null) return;
      player.currentTime = part.current.startMs / 1000;
      void player.play();
    };
    if (part.current !== null && player.currentTime === 0) {
      player.currentTime = part.current.startMs / 1000;
    }
    if (!player.paused) begin();
    player.addEventListener("play", begin);
    player.addEventListener("ended", beginAgain);
    return () => {
      cancelAnimationFrame(frame);
      player.removeEventListener("play", begin);
      player.removeEventListener("ended", beginAgain);
    };
  }, [player]);
}

/** A player stands a little beside where it was sent to. */
const SLACK_MS = 50;

function keepWithin(player: FilmPlayer, { startMs, endMs }: ClipSpan): void {
  const atMs = player.currentTime * 1000;
  if (player.seeking || (atMs >= startMs - SLACK_MS && atMs < endMs)) return;
  player.currentTime = startMs / 1000;
}
