import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cancelPost, editText, publishPost } from "../../../lib/commands/draft-commands";
import { getAttachment } from "../../../lib/store/attachment-store";
import { buildMp4 } from "../media/build-mp4";
import { type JobWorld, startJobWorld } from "./job-world";

const CHECK_AFTER_SECS = 0.2;
const video = buildMp4({ mediaBytes: 5000 });

let world: JobWorld;

beforeEach(async () => {
  world = await startJobWorld({
    processing: [
      { state: "pending", lastsMs: 250, checkAfterSecs: CHECK_AFTER_SECS },
      { state: "in_progress", lastsMs: 250, checkAfterSecs: CHECK_AFTER_SECS },
      { state: "succeeded", progressPercent: 100 },
    ],
  });
});

afterEach(async () => {
  const { crashes } = world;
  await world.close();
  expect(crashes).toEqual([]);
});

const control = () => ({ runner: world.runner, now: Date.now });
/** Whether the last poll's answer never came to be stored: then nobody here knows until when X wants to be left alone. */
async function isAnswerLost(id: string): Promise<boolean> {
  const attachment = await getAttachment(id);
  const sentAtMs = performance.timeOrigin + (polls().at(-1)?.atMs ?? -Infinity);
  return attachment?.state === "processing" && sentAtMs >= attachment.nextCheckAtMs;
}

const polls = () => world.server.log.filter(({ operation }) => operation === "status");

describe("a poll", () => {
  it("never comes before X asks for it, however often alarms ring and the worker dies", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ afterMs: fc.nat(120), happens: fc.constantFrom("alarm", "wake", "death") }),
          { minLength: 4, maxLength: 6 },
        ),
        async (events) => {
          world.server.reset({ keepGrants: true });
          const id = await world.addFile(video);
          await world.attachmentReaches(id, "processing");
          const afterLoss = new Set<number>();
          for (const { afterMs, happens } of events) {
            await new Promise((resolve) => setTimeout(resolve, afterMs));
            if (happens === "wake") world.runner.wakeAttachment(id);
            if (happens === "death") {
              await world.runner.interruptAttachment(id);
              if (await isAnswerLost(id)) afterLoss.add(polls().length);
              world.runner = world.startRunner();
            }
            if (happens !== "wake") await world.runner.resumeAll();
          }
          await world.attachmentReaches(id, "ready");
          expect(polls().length).toBeGreaterThan(0);
          const early = polls().filter((poll, index) => poll.early && !afterLoss.has(index));
          expect(early).toEqual([]);
        },
      ),
      // Each takes the half second that X does; every one of them has enough going on to meet a wrong poll.
      // Smaller examples would take the time in which to say what went wrong with this one.
      { numRuns: 4, endOnFailure: true },
    );
  });

  it("comes as soon as X has asked for it", async () => {
    const id = await world.addFile(video);
    await world.attachmentReaches(id, "ready");
    const answers = world.server.log.filter(({ checkAfterSecs }) => checkAfterSecs !== undefined);
    const lateMs = polls().map(({ atMs }, index) => {
      const asked = answers[index];
      if (asked === undefined) throw new Error("Nobody asked for this poll");
      return atMs - (asked.atMs + (asked.durationMs ?? 0) + CHECK_AFTER_SECS * 1000);
    });
    // A timer's grain, on a machine with other things to do; no interval of our own.
    expect(Math.max(...lateMs)).toBeLessThan(1000);
  });
});

describe("with nothing under way", () => {
  it("no alarm is left: not beside a draft whose media are ready, and not after its post", async () => {
    const id = await world.addFile(video);
    expect(world.watch.isOn).toBe(true);
    await world.attachmentReaches(id, "ready");
    await expect.poll(() => world.watch.isOn, { interval: 5 }).toBe(false);
    const postId = (await getAttachment(id))?.postId ?? "";
    await editText(postId, "The sea", control());
    await publishPost(postId, control());
    await world.postReaches(postId, "posted");
    await expect.poll(() => world.watch.isOn, { interval: 5 }).toBe(false);
    expect(world.awake.count).toBe(0);
  });

  it("no alarm is left after a post that was cancelled in mid-upload", async () => {
    const held = world.server.hold({ operation: "append" });
    const id = await world.addFile(video);
    await held.reached;
    await cancelPost((await getAttachment(id))?.postId ?? "", control());
    held.release();
    await expect.poll(() => world.watch.isOn, { interval: 5 }).toBe(false);
    expect(world.awake.count).toBe(0);
  });

  it("a look for jobs keeps the alarm of one that begins meanwhile", async () => {
    const held = world.server.hold({ operation: "append" });
    const begun = new AbortController();
    const adding = world.addFile(video).finally(() => begun.abort());
    const looks: Promise<void>[] = [];
    while (!begun.signal.aborted) {
      looks.push(world.runner.resumeAll());
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(looks);
    await held.reached;
    expect(world.watch.isOn).toBe(true);
    held.release();
    await world.attachmentReaches(await adding, "ready");
  });

  it("a start of the worker takes away an alarm that its death has left", async () => {
    world.watch.isOn = true;
    await world.runner.resumeAll();
    expect(world.watch.isOn).toBe(false);
  });
});
