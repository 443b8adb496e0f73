import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { JobFailure, jobError } from "../../../lib/errors/job-error";
import type { Attachment } from "../../../lib/jobs/attachment";
import { setOptions } from "../../../lib/commands/draft-commands";
import { JobRunner } from "../../../lib/runner/job-runner";
import { sleepUntil } from "../../../lib/runner/sleep-until";
import { inspectMedia } from "../../../lib/media/inspect-media";
import { getAttachment } from "../../../lib/store/attachment-store";
import { updateAttachment } from "../../../lib/store/update-attachment";
import { appendChunk, CHUNK_BYTES, deleteBytes } from "../../../lib/store/byte-store";
import { FreshRuns } from "../../../lib/store/fresh-runs";
import { box, buildMp4 } from "../media/build-mp4";
import { buildFilm } from "../media/strip/build-film";
import { strippedBytes } from "../media/strip/strip-file";
import { type JobWorld, startJobWorld } from "../runner/job-world";
import { serialLocks } from "../runner/serial-locks";
import { bytesOf } from "../media/bytes-of";

const video = buildMp4({ mediaBytes: 5 * CHUNK_BYTES + 5000 });
const other = buildMp4({ mediaBytes: 5 * CHUNK_BYTES + 5000, durationMs: 9000 });
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** A site whose bytes come when the test says so. */
class Site {
  #file: Uint8Array<ArrayBuffer>;
  #startByte = 0;
  #end: (media: Uint8Array<ArrayBuffer> | Error) => void = () => {};
  #fresh = new FreshRuns();
  id = "";

  constructor(file: Uint8Array<ArrayBuffer>) {
    this.#file = file;
  }

  readonly capture = async (
    { id }: { readonly id: string },
    fresh: FreshRuns,
    signal: AbortSignal,
  ) => {
    this.id = id;
    this.#fresh = fresh;
    const file = await new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
      this.#end = (end) => (end instanceof Error ? reject(end) : resolve(end));
      signal.addEventListener("abort", () => reject(signal.reason as Error));
    });
    const result = await inspectMedia(bytesOf(new Blob([file])));
    if (!result.ok) throw new Error("Not a sample");
    return result.media;
  };

  async sendRuns(count: number, totalBytes: number | null = this.#file.length): Promise<void> {
    for (let run = 0; run < count && this.#startByte < this.#file.length; run += 1) {
      const start = this.#startByte;
      const blob = new Blob([this.#file.subarray(start, start + CHUNK_BYTES)]);
      this.#startByte += blob.size;
      const transfer = { doneBytes: this.#startByte, totalBytes, bytesPerSecond: 0 };
      this.#fresh.note(start, blob);
      await appendChunk(this.id, start, blob, transfer, Date.now());
    }
  }

  async beginAnew(file: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#file = file;
    this.#startByte = 0;
    this.#fresh.clear();
    await deleteBytes(this.id);
    await updateAttachment(this.id, { type: "download-began", mark: null }, Date.now());
  }

  async sendRest(): Promise<void> {
    await this.sendRuns(Infinity);
    this.#end(this.#file);
  }

  fail(error: Error): void {
    this.#end(error);
  }
}

let world: JobWorld;
let site: Site;

beforeEach(async () => {
  world = await startJobWorld({ processing: [{ state: "succeeded", progressPercent: 100 }] });
  site = new Site(video);
  world.runner = startRunner();
});

afterEach(async () => {
  const { crashes } = world;
  await world.close();
  expect(crashes).toEqual([]);
});

function startRunner(): JobRunner {
  return new JobRunner({
    x: world.x,
    capture: async (attachment, fresh, signal) => ({
      verdict: "as-is",
      media: await site.capture(attachment, fresh, signal),
    }),
    convert: () => Promise.reject(new Error("Nothing is to be converted")),
    drawThumbnail: () => Promise.resolve(null),
    drawFilm: () => Promise.resolve(),
    exclusively: serialLocks(),
    stayAwake: () => () => {},
    sleepUntil,
    scheduleWakeUp: () => {},
    watch: () => {},
    showDraft: () => Promise.resolve(),
    random: () => 0,
    reportCrash: (error) => world.crashes.push(error),
  });
}

const operations = () => world.server.log.map(({ operation }) => operation);
const answered = (operation: string) =>
  world.server.log.filter((entry) => entry.operation === operation && entry.status === 200);

async function beginCapture(): Promise<string> {
  const id = await world.addFile(video);
  await expect.poll(() => site.id, { interval: 2 }).toBe(id);
  return id;
}

/** Of three runs that have come, all that makes whole segments. */
function hasSentWhatIsThere(attachment: Attachment): boolean {
  if (attachment.state !== "capturing" || attachment.early === null) return false;
  const { segmentEnds, acknowledged } = attachment.early.session;
  const isAllAnswered = acknowledged.length === segmentEnds.length;
  return isAllAnswered && (segmentEnds.at(-1) ?? 0) > 2 * CHUNK_BYTES;
}

describe("a video that is still being captured", () => {
  it("is on its way to X already, and finalized when all of it is here", async () => {
    const id = await beginCapture();
    await site.sendRuns(3);
    await world.attachmentShows(id, hasSentWhatIsThere);
    expect(operations()).not.toContain("finalize");
    await site.sendRest();
    await world.attachmentReaches(id, "ready");
    expect(world.server.allMedia()).toMatchObject([{ sha256: sha256(video) }]);
    expect(operations().filter((operation) => operation === "initialize")).toHaveLength(1);
    const { segments = {} } = world.server.allMedia()[0] ?? {};
    expect(answered("append")).toHaveLength(Object.keys(segments).length);
  });

  it("loses what is hidden in it before a byte of it leaves", async () => {
    const samples = Array.from("abcde", (letter) => letter.repeat(CHUNK_BYTES));
    const more = [box("udta", "51.5007N 0.1246W NIKON")];
    const tagged = buildFilm({ tracks: [{ handler: "vide", samples }], more });
    const clean = await strippedBytes(tagged, "video/mp4");
    expect(Buffer.compare(clean ?? tagged, tagged)).not.toBe(0);
    site = new Site(tagged);
    world.runner = startRunner();
    const id = await beginCapture();
    await site.sendRuns(3);
    await world.attachmentShows(id, hasSentWhatIsThere);
    await site.sendRest();
    await world.attachmentReaches(id, "ready");
    expect(world.server.allMedia()).toMatchObject([{ sha256: sha256(clean ?? tagged) }]);
    const { segments = {} } = world.server.allMedia()[0] ?? {};
    expect(answered("append")).toHaveLength(Object.keys(segments).length);
  });

  it("waits for its end where its index comes last: nobody knows before what its bytes are", async () => {
    const indexLast = buildMp4({ mediaBytes: 5 * CHUNK_BYTES, indexFirst: false });
    site = new Site(indexLast);
    world.runner = startRunner();
    const id = await beginCapture();
    await site.sendRuns(4);
    await world.attachmentShows(
      id,
      ({ state, ...rest }) =>
        state === "capturing" && "transfer" in rest && rest.transfer.doneBytes === 4 * CHUNK_BYTES,
    );
    // Not even an upload is opened, which a film that is converted would leave empty.
    expect(operations()).toEqual([]);
    await site.sendRest();
    await world.attachmentReaches(id, "ready");
    expect(world.server.allMedia()).toMatchObject([{ sha256: sha256(indexLast) }]);
  });

  it("waits for its end where the site does not tell the size", async () => {
    const id = await beginCapture();
    await site.sendRuns(5, null);
    expect(operations()).toEqual([]);
    await site.sendRest();
    await world.attachmentReaches(id, "ready");
    expect(world.server.allMedia()).toMatchObject([{ sha256: sha256(video) }]);
  });

  it("and is refused at its end is never finalized, let alone posted", async () => {
    const id = await beginCapture();
    await site.sendRuns(3);
    await expect.poll(() => answered("append").length, { interval: 5 }).toBeGreaterThanOrEqual(3);
    site.fail(new JobFailure(jobError("too-long", "capture")));
    expect(await world.attachmentReaches(id, "failed")).toMatchObject({
      error: { code: "too-long" },
      resume: { from: "capture" },
    });
    await world.runner.interruptAttachment(id);
    expect(operations()).not.toContain("finalize");
  });

  it("and turns out to be another file goes up anew, with none of the old bytes", async () => {
    const id = await beginCapture();
    await site.sendRuns(3);
    await expect.poll(() => answered("append").length, { interval: 5 }).toBeGreaterThanOrEqual(3);
    await site.beginAnew(other);
    await site.sendRest();
    await world.attachmentReaches(id, "ready");
    expect(world.server.allMedia().at(-1)?.sha256).toBe(sha256(other));
    expect(operations().filter((operation) => operation === "finalize")).toHaveLength(1);
  });

  it("goes up anew with the options that were chosen meanwhile", async () => {
    const id = await beginCapture();
    await site.sendRuns(3);
    await expect.poll(() => answered("append").length, { interval: 5 }).toBeGreaterThanOrEqual(3);
    const control = { runner: world.runner, now: Date.now };
    await setOptions(id, { category: "amplify_video", additionalOwners: [] }, control);
    await site.sendRest();
    await world.attachmentReaches(id, "ready");
    const media = world.server.allMedia().at(-1);
    expect(media).toMatchObject({ sha256: sha256(video), category: "amplify_video" });
  });

  it("and is here before X has opened its upload opens no second one", async () => {
    const held = world.server.hold({ operation: "initialize" });
    const id = await beginCapture();
    await site.sendRuns(1);
    await held.reached;
    await site.sendRest();
    await world.attachmentReaches(id, "uploading");
    held.release();
    await world.attachmentReaches(id, "ready");
    expect(world.server.allMedia()).toMatchObject([{ sha256: sha256(video) }]);
    expect(operations().filter((operation) => operation === "initialize")).toHaveLength(1);
  });

  it("is uploaded after its capture where X could not be reached during it", async () => {
    world.server.addFault({
      match: { operation: "initialize" },
      effect: { kind: "status", status: 503 },
    });
    const id = await beginCapture();
    await site.sendRuns(3);
    await world.server.waitForLog(({ status }) => status === 503);
    expect(await getAttachment(id)).toMatchObject({ state: "capturing", wait: null });
    await site.sendRest();
    await world.attachmentReaches(id, "ready");
    expect(world.server.allMedia()).toMatchObject([{ sha256: sha256(video) }]);
  });

  it("that is cancelled aborts its requests", async () => {
    const held = world.server.hold({ operation: "append" });
    const id = await beginCapture();
    await site.sendRuns(3);
    await held.reached;
    await world.runner.interruptAttachment(id);
    await world.server.waitForLog(
      ({ operation, outcome }) => operation === "append" && outcome === "aborted",
    );
    held.release();
    site.fail(new Error("over"));
  });

  it("keeps what X has over the worker's death, where the download goes on where it stopped", async () => {
    const id = await beginCapture();
    const mark = { validator: '"1"', totalBytes: video.length, rung: FIRST } as const;
    await updateAttachment(id, { type: "download-began", mark }, Date.now());
    await site.sendRuns(3);
    await world.attachmentShows(id, hasSentWhatIsThere);
    await world.runner.interruptAttachment(id);
    site.id = "";
    world.runner = startRunner();
    await world.runner.resumeAll();
    await expect.poll(() => site.id, { interval: 2 }).toBe(id);
    await site.sendRest();
    await world.attachmentReaches(id, "ready");
    const [media] = world.server.allMedia();
    expect(world.server.allMedia()).toHaveLength(1);
    expect(media?.sha256).toBe(sha256(video));
    expect(Object.values(media?.segments ?? {})).toEqual(answered("append").map(() => 1));
  });
});

const FIRST = { credentials: "omit", withReferer: false } as const;
