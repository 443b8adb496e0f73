import type { MediaBytes } from "../media/media-bytes";
import { FilmWalk } from "../media/strip/film-walk";
import { MalformedFilm } from "../media/strip/memory-boxes";
import { piecesOf } from "../media/strip/strip-film";
import { listTouchedRuns } from "../media/strip/stripped";
import { CHUNK_BYTES } from "../store/byte-store";
import type { FreshRuns } from "../store/fresh-runs";
import { openStoredBytes } from "../store/read-bytes";
import { overwriteRuns } from "../store/rewrite-bytes";

/**
 * Takes what is hidden in a film out of its first bytes while the others are still being stored, and says
 * how many of them may be uploaded. In memory: the next life of the worker begins with the first byte, and
 * finds clean what this one has cleaned.
 */
export class FilmRelease {
  readonly #id: string;
  readonly #mediaId: string;
  readonly #totalBytes: number;
  readonly #walk: FilmWalk;
  readonly #fresh: FreshRuns;
  /** What is stored by now. */
  #stored: MediaBytes | null = null;
  #releasedBytes = 0;
  #isOver = false;

  /**
   * @param mediaId of the upload that was opened for these bytes: with another, they are others
   * @param totalBytes of the whole film
   * @param fresh its runs as they came: those that are cleaned are forgotten
   */
  constructor(id: string, mediaId: string, totalBytes: number, fresh: FreshRuns) {
    this.#id = id;
    this.#mediaId = mediaId;
    this.#totalBytes = totalBytes;
    this.#fresh = fresh;
    this.#walk = new FilmWalk({
      size: totalBytes,
      read: async (startByte, endByte) =>
        (await this.#stored?.read(startByte, endByte)) ?? new Uint8Array(),
    });
  }

  /**
   * Goes on as far as the film is stored.
   *
   * @param readableBytes from its start; more than it has counts as all of it
   * @returns how many bytes from the start may leave
   * @throws as `overwriteRuns`
   */
  async advance(readableBytes: number): Promise<number> {
    if (this.#isOver) return this.#releasedBytes;
    this.#stored = await openStoredBytes(this.#id);
    try {
      const walked = await this.#walk.advance(Math.min(readableBytes, this.#totalBytes));
      const pieces = piecesOf(walked.patches, this.#totalBytes).list;
      for (const startByte of listTouchedRuns(pieces, CHUNK_BYTES)) this.#fresh.forget(startByte);
      const isDone = await overwriteRuns(
        this.#id,
        pieces,
        (attachment) =>
          attachment.state === "capturing" && attachment.early?.session.mediaId === this.#mediaId,
      );
      if (isDone) this.#releasedBytes = walked.settledBytes;
      else this.#isOver = true;
    } catch (failure) {
      if (!(failure instanceof MalformedFilm)) throw failure;
      // It is judged as a whole when it is there: nothing more may leave before.
      this.#isOver = true;
    }
    return this.#releasedBytes;
  }
}
