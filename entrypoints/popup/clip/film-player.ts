/** What plays a film in the composer: a `video`, or a `GifPlayer` for a GIF. Times are in seconds. */
export interface FilmPlayer {
  currentTime: number;
  readonly paused: boolean;
  /** It is on its way to where it was sent. */
  readonly seeking: boolean;
  play(): Promise<void>;
  pause(): void;
  addEventListener(type: "play" | "ended", listener: () => void): void;
  removeEventListener(type: "play" | "ended", listener: () => void): void;
}
