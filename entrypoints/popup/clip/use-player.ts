import { useEffect, useState } from "preact/hooks";

/** What a player tells of its film. */
export interface PlayerFilm {
  /** Null while it has none. */
  readonly url: string | null;
  /** Null before it is known. */
  readonly durationMs: number | null;
}

const NOTHING: PlayerFilm = { url: null, durationMs: null };

/** The film that a player has opened. */
export function usePlayer(player: HTMLVideoElement | null): PlayerFilm {
  const [film, setFilm] = useState(NOTHING);
  useEffect(() => {
    if (player === null) {
      setFilm(NOTHING);
      return undefined;
    }
    const read = () => {
      if (player.readyState < HTMLMediaElement.HAVE_METADATA) return;
      const { currentSrc, duration } = player;
      setFilm({ url: currentSrc, durationMs: Number.isFinite(duration) ? duration * 1000 : null });
    };
    read();
    player.addEventListener("loadedmetadata", read);
    return () => player.removeEventListener("loadedmetadata", read);
  }, [player]);
  return film;
}
