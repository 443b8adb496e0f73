import type { MediaType } from "../media/media-info";
import { sniffMediaType } from "../media/sniff-media-type";
import { categoryOf } from "../media/category-of";
import { getAttachment } from "../store/attachment-store";
import { updateAttachment } from "../store/update-attachment";
import { CHUNK_BYTES, countReadableBytes } from "../store/byte-store";
import type { BeginningVerdict } from "../media/film/judge-beginning";
import { FreshRuns } from "../store/fresh-runs";
import { openStoredBytes, readBytes } from "../store/read-bytes";
import { watchOwnChanges } from "../store/change-notice";
import {
  type Attachment,
  type AttachmentOptions,
  type CapturingAttachment,
  type EarlyUpload,
  sameOptions,
  type UploadSession,
} from "../jobs/attachment";
import type { ConnectX } from "../x/x-request";
import { FilmRelease } from "./film-release";
import { GrowingFile } from "./growing-file";
import { openSession } from "./open-session";
import { type SegmentEffects, sendSegments } from "./send-segments";

/** A smaller file is here before X has opened its upload. */
const LEAST_BYTES = 2 * CHUNK_BYTES;

const HEAD_BYTES = 4096;

/** What it needs beside the store. */
export interface EarlyUploadEffects extends Omit<SegmentEffects, "x"> {
  readonly x: ConnectX;
}

interface Sending extends Pick<EarlyUpload, "mediaType" | "totalBytes"> {
  readonly mediaId: string;
  readonly file: GrowingFile;
  readonly release: FilmRelease;
  readonly abort: AbortController;
  /** Never rejects. */
  readonly done: Promise<void>;
}

/**
 * Uploads a video while a capture still brings its later bytes: X is told of it as soon as its type, its size and
 * its index are known, and what is stored may leave once nothing is hidden in it any more: at once, where the
 * index comes before the media data. It follows the stored record, where
 * all that X has is kept, so that a later life of the worker goes on with it.
 *
 * Nothing is finalized here: whether the file can be posted is known at its end only. Whatever goes
 * wrong ends it without a word: the upload that follows the capture meets the same, and tells.
 */
export class EarlyUploader {
  /** Where the capture keeps what it stores until that is sent. */
  readonly fresh = new FreshRuns();
  readonly #id: string;
  readonly #effects: EarlyUploadEffects;
  readonly #signal: AbortSignal;
  readonly #unwatch: () => void;
  #sending: Sending | null = null;
  #hasFailed = false;
  #verdict: BeginningVerdict = "unknown";
  #isStale = false;
  #following: Promise<void> | null = null;

  /** Begins to follow the capture of an attachment. */
  constructor(id: string, effects: EarlyUploadEffects, signal: AbortSignal) {
    this.#id = id;
    this.#effects = effects;
    this.#signal = signal;
    this.#unwatch = watchOwnChanges((notice) => {
      if (notice.table === "attachments" && notice.id === id) this.#follow();
    });
  }

  /**
   * Call when the capture has come to an end and that is stored. Where the upload goes on with what X
   * has, resolves when all of it is sent; else at once, after the requests under way were aborted.
   */
  async end(): Promise<void> {
    this.#unwatch();
    await this.#following;
    const sending = this.#sending;
    if (sending === null) return;
    const attachment = await getAttachment(this.#id);
    const goesOn =
      attachment?.state === "uploading" && attachment.session?.mediaId === sending.mediaId;
    if (goesOn) sending.file.growTo(attachment.media.totalBytes);
    else sending.abort.abort();
    await sending.done;
  }

  /** Looks at the record after a change of it, one look at a time. */
  #follow(): void {
    this.#isStale = true;
    this.#following ??= this.#lookWhileStale().finally(() => (this.#following = null));
  }

  async #lookWhileStale(): Promise<void> {
    while (this.#isStale) {
      this.#isStale = false;
      try {
        await this.#look();
      } catch (failure) {
        this.#hasFailed = true;
        if (!(failure instanceof Error)) throw failure;
      }
    }
  }

  async #look(): Promise<void> {
    const attachment = await getAttachment(this.#id);
    await this.#dropIfOther(attachment);
    if (attachment?.state !== "capturing" || this.#hasFailed || this.#signal.aborted) return;
    // Only a part of what comes is posted.
    if (attachment.clip !== undefined) return;
    const readableBytes = await countReadableBytes(this.#id);
    if (this.#sending === null) {
      const early = attachment.early ?? (await this.#open(attachment, readableBytes));
      // Without a mark an earlier life's bytes are about to be captured anew.
      const isOfThisLife = attachment.early === null || attachment.mark !== null;
      if (early !== null && isOfThisLife) this.#sending = this.#send(early, attachment.accountId);
    }
    const sending = this.#sending;
    if (sending === null) return;
    const { mediaType, totalBytes } = sending;
    // What is going to be converted must not leave.
    if ((await this.#judge(mediaType, totalBytes)) === "other") return;
    sending.file.growTo(await sending.release.advance(readableBytes));
  }

  /** What the index says, as soon as it is there: whether the film goes to X as it is. */
  async #judge(mediaType: MediaType, totalBytes: number): Promise<BeginningVerdict> {
    if (this.#verdict === "unknown") {
      // Few uploads begin early: a start of the worker does not load it.
      const { judgeBeginning } = await import("../media/film/judge-beginning");
      const beginning = await openStoredBytes(this.#id);
      this.#verdict =
        beginning === null ? "unknown" : await judgeBeginning(beginning, mediaType, totalBytes);
    }
    return this.#verdict;
  }

  /** A download that begins anew, other options, or another account end what was begun. */
  async #dropIfOther(attachment: Attachment | undefined): Promise<void> {
    if (this.#sending === null || this.#sending.mediaId === sessionOf(attachment)?.mediaId) return;
    this.#sending.abort.abort();
    await this.#sending.done;
    this.#sending = null;
  }

  async #open(attachment: CapturingAttachment, readableBytes: number): Promise<EarlyUpload | null> {
    const { accountId, options, source } = attachment;
    const { totalBytes } = attachment.transfer;
    // Of which only a frame is posted.
    if (source.frameAtMs !== undefined) return null;
    if (totalBytes === null || totalBytes < LEAST_BYTES || readableBytes === 0) return null;
    const head = await readBytes(this.#id, 0, HEAD_BYTES);
    const sniffed = sniffMediaType(head);
    if (sniffed.kind !== "accepted") return null;
    const { mediaType } = sniffed;
    const category = categoryOf(mediaType);
    // What is hidden in a GIF is cut out of it, and with that its size changes.
    if (category !== "tweet_video") return null;
    // Before the index is there no byte may leave: an upload would only be left empty where the film is converted.
    if ((await this.#judge(mediaType, totalBytes)) !== "taken") return null;
    const x = this.#effects.x.as(accountId);
    const session = await openSession(
      { mediaType, category, totalBytes },
      options,
      x,
      this.#signal,
    );
    const early: EarlyUpload = { mediaType, totalBytes, session };
    const event = { type: "early-upload-opened", early, options } as const;
    const stored = await updateAttachment(this.#id, event, x.now(), accountId);
    if (stored?.applied === true) return early;
    if (isWanted(early, options, stored?.attachment)) {
      // The capture has ended meanwhile: its upload need not be opened once more.
      await updateAttachment(this.#id, { type: "session-opened", session }, x.now(), accountId);
    }
    return null;
  }

  #send({ session, mediaType, totalBytes }: EarlyUpload, accountId: string): Sending {
    const abort = new AbortController();
    const arrivals = new GrowingFile(this.fresh);
    const done = sendSegments(
      {
        attachmentId: this.#id,
        fileId: this.#id,
        totalBytes,
        maxSegmentBytes: null,
        isCautious: false,
        arrivals,
      },
      session,
      { ...this.#effects, x: this.#effects.x.as(accountId) },
      AbortSignal.any([this.#signal, abort.signal]),
    ).then(
      () => {},
      () => {
        if (!abort.signal.aborted) this.#hasFailed = true;
      },
    );
    const { mediaId } = session;
    const release = new FilmRelease(this.#id, mediaId, totalBytes, this.fresh);
    return { mediaId, mediaType, totalBytes, file: arrivals, release, abort, done };
  }
}

/** Whether an upload that was opened late is the one that the captured file needs. */
function isWanted(
  { mediaType, totalBytes }: EarlyUpload,
  options: AttachmentOptions,
  attachment: Attachment | undefined,
): boolean {
  return (
    attachment?.state === "uploading" &&
    attachment.media.mediaType === mediaType &&
    attachment.media.totalBytes === totalBytes &&
    sameOptions(attachment.options, options)
  );
}

function sessionOf(attachment: Attachment | undefined): UploadSession | null {
  switch (attachment?.state) {
    case "capturing":
      return attachment.early?.session ?? null;
    case "uploading":
      return attachment.session;
    default:
      return null;
  }
}
