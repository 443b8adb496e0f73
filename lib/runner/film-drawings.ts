import { filmToDraw, undrawnFilmOf } from "../jobs/film-thumbnail";
import { getAttachment } from "../store/attachment-store";
import { getPost } from "../store/post-store";
import { updateAttachment } from "../store/update-attachment";

/** What drawing films needs of the browser. */
export interface DrawingEffects {
  /**
   * Draws a small picture of the film that X has of an attachment, for the activity list, and stores it. Resolves within
   * seconds in any case; what cannot be drawn is no failure.
   */
  drawFilm(attachmentId: string): Promise<void>;
  /** Keeps the worker from being ended for idleness until the returned function is called. */
  stayAwake(): () => void;
  /** Told about what is not expected: the symbol stays. */
  reportCrash(error: unknown): void;
  /** Epoch milliseconds. */
  now(): number;
}

/**
 * Has a picture drawn of each film that X has and the activity list cannot show. X works on a film for some seconds, in
 * which nobody needs the machine. No job waits for a picture, and none fails for one; only the bytes of a post that is
 * out stay until it is drawn. Memory holds which uploads were begun: each once in a worker's life, and how often in all
 * lives stands in the record.
 */
export class FilmDrawings {
  readonly #effects: DrawingEffects;
  readonly #begun = new Map<string, { readonly done: Promise<void> }>();

  constructor(effects: DrawingEffects) {
    this.#effects = effects;
  }

  /** Begins with an attachment's film, if it is to be drawn; resolves before it is. */
  async begin(attachmentId: string): Promise<void> {
    await this.#find(attachmentId);
  }

  /** Resolves when what can be drawn of a post that is out was drawn; of any other post at once. */
  async finish(postId: string): Promise<void> {
    const post = await getPost(postId);
    if (post?.state !== "posted") return;
    for (const id of post.attachmentIds) await (await this.#find(id))?.done;
  }

  /** The drawing of an attachment's film, begun now unless it was; null where nothing is to be drawn. */
  async #find(attachmentId: string): Promise<{ readonly done: Promise<void> } | null> {
    const attachment = await getAttachment(attachmentId);
    const film = attachment && undrawnFilmOf(attachment);
    if (attachment === undefined || film === undefined || film === null) return null;
    const found = this.#begun.get(film.mediaId);
    if (found !== undefined || filmToDraw(attachment) === null) return found ?? null;
    const drawing = { done: this.#draw(attachmentId) };
    this.#begun.set(film.mediaId, drawing);
    return drawing;
  }

  /** Never rejects. */
  async #draw(attachmentId: string): Promise<void> {
    const fallAsleep = this.#effects.stayAwake();
    try {
      const event = { type: "thumbnail-begun" } as const;
      const begun = await updateAttachment(attachmentId, event, this.#effects.now());
      if (begun?.applied === true) await this.#effects.drawFilm(attachmentId);
    } catch (error) {
      this.#effects.reportCrash(error);
    } finally {
      fallAsleep();
    }
  }
}
