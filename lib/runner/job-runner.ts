import { waitsForSignIn } from "../jobs/waits-for-sign-in";
import { getAttachment, listBusyAttachments } from "../store/attachment-store";
import { freeForgottenFiles } from "../store/local-file-store";
import { getPost, listBusyPosts, listSetAsideIds } from "../store/post-store";
import { type Attachment, isAttachmentBusy, isMediaComing } from "../jobs/attachment";
import { type DrawingEffects, FilmDrawings } from "./film-drawings";
import { freeFinishedPost, freeForgottenBytes } from "./free-bytes";
import { isPostBusy, type Post } from "../jobs/post";
import { waitsForThread } from "../jobs/thread-turn";
import { type AttachmentEffects, stepAttachment } from "./run-attachment";
import type { NextStep } from "./next-step";
import { stepPost } from "./run-post";

/** What the runner needs of the browser. */
export interface RunnerEffects extends AttachmentEffects, Pick<DrawingEffects, "drawFilm"> {
  /** Runs one task at a time under a name, over all contexts of the extension. */
  exclusively(name: string, task: () => Promise<void>): Promise<void>;
  /** Keeps the worker from being ended for idleness until the returned function is called. */
  stayAwake(): () => void;
  /** Has {@link JobRunner.resumeAll} called at a moment, even when the worker is gone by then. */
  scheduleWakeUp(atMs: number): void;
  /** Shows a draft in the composer, and opens that, where the browser lets us. */
  showDraft(postId: string): Promise<void>;
  /**
   * Has it called every half minute from now on, or no longer: then once at a moment, if one is given, or
   * never.
   */
  watch(on: boolean, atMs?: number): void;
  /** Told about what no step expects; the job is picked up again at the next wake-up. */
  reportCrash(error: unknown): void;
}

/** Waits shorter than this are sat out awake: an alarm is only exact to half a minute. */
const SHORT_WAIT_MS = 60_000;

interface Running {
  readonly abort: AbortController;
  /** Resolves when nothing of the job runs any more. */
  readonly done: Promise<void>;
  /** The record was changed while the last step ran: look at it once more before resting. */
  again: boolean;
  /** Ends the sleep between two steps; null while a step runs. */
  alarm: AbortController | null;
}

/**
 * Runs every job that has something to do, each by itself: one step after another as its record
 * says, until it rests. Memory holds nothing but which jobs run; after the worker's death
 * {@link resumeAll} finds everything in the store.
 */
export class JobRunner {
  readonly #effects: RunnerEffects;
  readonly #running = new Map<string, Running>();
  readonly #drawings: FilmDrawings;

  constructor(effects: RunnerEffects) {
    this.#effects = effects;
    this.#drawings = new FilmDrawings({ ...effects, now: () => effects.x.now() });
  }

  /** Lets an attachment go on, if it has something to do. */
  wakeAttachment(id: string): void {
    this.#wake(
      `attachment:${id}`,
      async (signal) => {
        const next = await stepAttachment(id, this.#effects, signal);
        // Here already: what is still to be done for the attachment keeps its post waiting no longer.
        await this.#wakePostOf(id);
        await this.#drawings.begin(id);
        return next;
      },
      async () => {
        // Once more: a step that was interrupted has not come so far.
        await this.#wakePostOf(id);
        await freeForgottenFiles(this.#effects.x.now());
      },
    );
  }

  /** Lets a post go on, if it has something to do. */
  wakePost(id: string): void {
    this.#wake(
      `post:${id}`,
      (signal) =>
        stepPost(
          id,
          {
            x: this.#effects.x,
            wakeAttachment: (attachmentId) => this.wakeAttachment(attachmentId),
            showDraft: (postId) => this.#effects.showDraft(postId),
            random: this.#effects.random,
          },
          signal,
        ),
      async () => {
        await this.#wakeNextOfThread(id);
        await this.#drawings.finish(id);
        await freeFinishedPost(id, this.#effects.x.now());
      },
    );
  }

  /** Aborts an attachment's request under way; resolves when nothing of it runs any more. */
  async interruptAttachment(id: string): Promise<void> {
    await this.#interrupt(`attachment:${id}`);
  }

  /** Aborts a post's request under way; resolves when nothing of it runs any more. */
  async interruptPost(id: string): Promise<void> {
    await this.#interrupt(`post:${id}`);
  }

  /**
   * Picks up every job that is not at rest, and frees what ended ones left behind: called at each
   * start of the worker and by each alarm.
   */
  async resumeAll(): Promise<void> {
    const [attachments, posts] = await Promise.all([listBusyAttachments(), listBusyPosts()]);
    // Read last: what is removed while the others are read must not be started again.
    const setAside = await listSetAsideIds();
    for (const { id } of attachments) if (!setAside.has(id)) this.wakeAttachment(id);
    for (const post of posts) this.wakePost(post.id);
    // One that began while the others were read is not among them.
    const isIdle = this.#running.size === 0 && attachments.length + posts.length === 0;
    if (isIdle) this.#effects.watch(false);
    for (const id of await freeForgottenBytes(this.#effects.x.now())) this.wakePost(id);
  }

  /** A post goes on when an attachment has come to rest; one that is held until its pictures are there, long before. */
  async #wakePostOf(attachmentId: string): Promise<void> {
    const attachment = await getAttachment(attachmentId);
    if (attachment === undefined) return;
    if (!isAttachmentBusy(attachment)) this.wakePost(attachment.postId);
    else if (!isMediaComing(attachment)) {
      const post = await getPost(attachment.postId);
      if (post?.state === "publishing" && post.holdUntilMs === "media") this.wakePost(post.id);
    }
  }

  /** What comes next in a thread has waited for this post to be out, or to be given up. */
  async #wakeNextOfThread(id: string): Promise<void> {
    const post = await getPost(id);
    if (post !== undefined && isPostBusy(post)) return;
    for (const next of await listBusyPosts()) if (next.afterId === id) this.wakePost(next.id);
  }

  #wake(
    key: string,
    step: (signal: AbortSignal) => Promise<NextStep>,
    afterwards: () => Promise<void>,
  ): void {
    const current = this.#running.get(key);
    if (current !== undefined && !current.abort.signal.aborted) {
      current.again = true;
      current.alarm?.abort();
      return;
    }
    const abort = new AbortController();
    this.#effects.watch(true);
    const done = this.#runToRest(key, abort, step).then(async (again) => {
      if (again) this.#wake(key, step, afterwards);
      else await afterwards();
      await this.#rest();
    });
    done.catch((error: unknown) => this.#effects.reportCrash(error));
    this.#running.set(key, { abort, done, again: false, alarm: null });
  }

  /**
   * Runs a job until it rests; true when its record was changed too late for its last step to see. One
   * that was interrupted rests, whatever was changed: it may be set aside, which its record does not say.
   */
  async #runToRest(
    key: string,
    abort: AbortController,
    step: (signal: AbortSignal) => Promise<NextStep>,
  ): Promise<boolean> {
    try {
      await this.#effects.exclusively(key, () => this.#run(key, abort.signal, step));
    } catch (error) {
      // An interrupted step may end in any way: its record is what counts.
      if (!abort.signal.aborted) this.#effects.reportCrash(error);
    }
    const running = this.#running.get(key);
    if (running?.abort !== abort) return false;
    this.#running.delete(key);
    return running.again && !abort.signal.aborted;
  }

  async #run(
    key: string,
    signal: AbortSignal,
    step: (signal: AbortSignal) => Promise<NextStep>,
  ): Promise<void> {
    const fallAsleep = this.#effects.stayAwake();
    try {
      while (!signal.aborted) {
        const running = this.#running.get(key);
        if (running !== undefined) running.again = false;
        const next = await step(signal);
        if (next.due === "later" && !(await this.#waitUntil(key, next.atMs, signal))) return;
        if (next.due === "never" && !this.#running.get(key)?.again) return;
      }
    } finally {
      fallAsleep();
    }
  }

  /** False: the wait is too long to stay awake for; an alarm will resume the job. */
  async #waitUntil(key: string, atMs: number, signal: AbortSignal): Promise<boolean> {
    const running = this.#running.get(key);
    if (running === undefined || running.again) return true;
    if (atMs - this.#effects.x.now() > SHORT_WAIT_MS) {
      this.#effects.scheduleWakeUp(atMs);
      return false;
    }
    running.alarm = new AbortController();
    await this.#effects.sleepUntil(atMs, AbortSignal.any([signal, running.alarm.signal]));
    running.alarm = null;
    return true;
  }

  /** With nothing running and nothing that waits for a moment, nothing needs to wake the worker. */
  async #rest(): Promise<void> {
    if (this.#running.size > 0) return;
    const [attachments, posts] = await Promise.all([listBusyAttachments(), listBusyPosts()]);
    // What waits for the post before it is woken by that one, not by an alarm.
    const due = [...attachments, ...posts.filter((post) => !waitsForThread(post))].some(isDue);
    if (this.#running.size > 0 || due) return;
    const moments = posts.flatMap((post) => (post.state === "scheduled" ? [post.atMs] : []));
    if (moments.length === 0) this.#effects.watch(false);
    else this.#effects.watch(false, Math.min(...moments));
  }

  async #interrupt(key: string): Promise<void> {
    const running = this.#running.get(key);
    if (running === undefined) return;
    running.abort.abort();
    await running.done;
  }
}

/**
 * Whether a busy job can go on by the passing of minutes: one that waits for a sign-in cannot, and one
 * that is scheduled has an alarm of its own.
 */
function isDue(job: Attachment | Post): boolean {
  return job.state !== "scheduled" && !waitsForSignIn(job);
}
