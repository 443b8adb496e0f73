import { framesIn } from "../../../lib/convert/gif/gif-times";
import type { MovingFilm } from "../edit/moving-film";
import type { FilmPlayer } from "./film-player";

/**
 * Plays a GIF in a canvas, again and again, and stands where it is sent to: an `img` does neither. Dispatches `play` and
 * `pause`.
 */
export class GifPlayer extends EventTarget implements FilmPlayer {
  /** What it plays; closed by whoever has opened it, after the player. */
  readonly film: MovingFilm;
  /** What takes the keys while it plays. */
  readonly keys: HTMLElement;
  readonly seeking = false;
  readonly #context: CanvasRenderingContext2D | null;
  #paused = true;
  #atMs = 0;
  /** When the screen was drawn last, by the clock of the page. */
  #lastMs = 0;
  #turn = 0;
  #drawnFrame = -1;
  #isDrawing = false;
  #isClosed = false;

  /** Shows the first frame, at rest. */
  constructor(film: MovingFilm, canvas: HTMLCanvasElement, keys: HTMLElement) {
    super();
    this.film = film;
    this.keys = keys;
    canvas.width = film.size.width;
    canvas.height = film.size.height;
    this.#context = canvas.getContext("2d");
    void this.#draw();
  }

  get paused(): boolean {
    return this.#paused;
  }

  get currentTime(): number {
    return this.#atMs / 1000;
  }

  set currentTime(secs: number) {
    this.#atMs = Math.max(0, Math.min(secs * 1000, this.film.endMs));
    void this.#draw();
  }

  play(): Promise<void> {
    if (this.#paused && !this.#isClosed) {
      this.#paused = false;
      this.#lastMs = performance.now();
      this.#turn = requestAnimationFrame((nowMs) => this.#goOn(nowMs));
      this.dispatchEvent(new Event("play"));
    }
    return Promise.resolve();
  }

  pause(): void {
    if (this.#paused) return;
    cancelAnimationFrame(this.#turn);
    this.#paused = true;
    this.dispatchEvent(new Event("pause"));
  }

  /** Ends it; it draws no more. */
  close(): void {
    this.pause();
    this.#isClosed = true;
  }

  #goOn(nowMs: number): void {
    this.#atMs = (this.#atMs + Math.max(0, nowMs - this.#lastMs)) % this.film.endMs;
    this.#lastMs = nowMs;
    void this.#draw();
    this.#turn = requestAnimationFrame((laterMs) => this.#goOn(laterMs));
  }

  /** Draws the frame of the moment, and of what the moment is by then; a frame that cannot be had leaves the one before it. */
  async #draw(): Promise<void> {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    while (!this.#isClosed && this.#frame() !== this.#drawnFrame) {
      this.#drawnFrame = this.#frame();
      const image = await this.film.frameAt(this.#atMs).catch(() => null);
      if (image === null) continue;
      const { width, height } = this.film.size;
      this.#context?.clearRect(0, 0, width, height);
      this.#context?.drawImage(image, 0, 0, width, height);
      image.close();
    }
    this.#isDrawing = false;
  }

  #frame(): number {
    const moment = { startMs: this.#atMs, endMs: this.#atMs };
    return framesIn(this.film.startsMs ?? [], moment).first;
  }
}
