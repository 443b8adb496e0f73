import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Attachment } from "../../../lib/jobs/attachment";
import { listSegments } from "../../../lib/jobs/segment-plan";
import { getLinkSpeed } from "../../../lib/store/link-speed-store";
import { watchOwnChanges } from "../../../lib/store/change-notice";
import { getAttachment } from "../../../lib/store/attachment-store";
import { buildMp4 } from "../media/build-mp4";
import { type JobWorld, startJobWorld } from "../runner/job-world";

const MIB = 1024 * 1024;
const QUICK = [{ state: "succeeded", progressPercent: 100 }] as const;
const video = buildMp4({ mediaBytes: 11 * MIB + 5000 });
const sha256 = createHash("sha256").update(video).digest("hex");

let world: JobWorld;

beforeEach(async () => {
  world = await startJobWorld({ processing: QUICK });
});

afterEach(async () => {
  const { crashes } = world;
  await world.close();
  expect(crashes).toEqual([]);
});

const appends = () => world.server.log.filter(({ operation }) => operation === "append");
const sessionOf = (attachment: Attachment | undefined) =>
  attachment?.state === "uploading" ? attachment.session : null;

async function waitsSeen(task: () => Promise<unknown>): Promise<number> {
  let waits = 0;
  const looks: Promise<void>[] = [];
  const unwatch = watchOwnChanges(({ id }) => {
    looks.push(
      getAttachment(id).then((found) => {
        if (found?.state === "uploading" && found.wait !== null) waits += 1;
      }),
    );
  });
  await task();
  unwatch();
  await Promise.all(looks);
  return waits;
}

describe("the segments of an upload", () => {
  it("go up side by side, each once, and make the file", async () => {
    const held = world.server.hold({ operation: "append" });
    const id = await world.addFile(video);
    await held.reached;
    await expect.poll(() => appends().length, { interval: 5 }).toBe(2);
    held.release();
    await world.attachmentReaches(id, "ready");
    const [media] = world.server.allMedia();
    expect(media?.sha256).toBe(sha256);
    expect(new Set(Object.values(media?.segments ?? {}))).toEqual(new Set([1]));
    expect(appends()).toHaveLength(Object.keys(media?.segments ?? {}).length);
  });

  it("are stored as cut before they leave: what X may have keeps its range", async () => {
    const held = world.server.hold({ operation: "append" });
    const id = await world.addFile(video);
    await held.reached;
    await expect.poll(() => appends().length, { interval: 5 }).toBe(2);
    expect(sessionOf(await getAttachment(id))).toMatchObject({
      segmentEnds: [MIB / 2, MIB],
      acknowledged: [],
    });
    held.release();
    await world.attachmentReaches(id, "ready");
  });

  it("that were acknowledged are never sent again, however often the worker dies", async () => {
    world.server.change({ bandwidthBitsPerSecond: 200_000_000 });
    const id = await world.addFile(video);
    let acknowledged: readonly number[] = [];
    for (let deaths = 1; deaths <= 5; deaths += 1) {
      const stored = await world.attachmentShows(
        id,
        (found) => (sessionOf(found)?.acknowledged.length ?? 0) >= deaths * 2,
      );
      await world.runner.interruptAttachment(id);
      acknowledged = sessionOf(await getAttachment(id))?.acknowledged ?? [];
      expect(acknowledged).toEqual(
        expect.arrayContaining([...(sessionOf(stored)?.acknowledged ?? [])]),
      );
      const sentBefore = appends().length;
      world.runner = world.startRunner();
      await world.runner.resumeAll();
      await expect.poll(() => appends().length, { interval: 2 }).toBeGreaterThan(sentBefore);
      const again = appends().slice(sentBefore);
      const known = new Set(acknowledged);
      expect(again.filter(({ segmentIndex }) => known.has(segmentIndex ?? -1))).toEqual([]);
    }
    await world.attachmentReaches(id, "ready");
    expect(world.server.allMedia()).toMatchObject([{ sha256 }]);
    // What was acknowledged at the last death came once; the others at most once more for each death.
    const { segments = {} } = world.server.allMedia()[0] ?? {};
    expect(Math.max(...Object.values(segments))).toBeLessThanOrEqual(6);
  });

  it("leave the link's speed behind for the next upload", async () => {
    expect(await getLinkSpeed(Date.now())).toBeNull();
    const id = await world.addFile(video);
    await world.attachmentReaches(id, "ready");
    expect(await getLinkSpeed(Date.now())).toBeGreaterThan(MIB);
    expect(await getLinkSpeed(Date.now() + 2 * 60 * 60_000)).toBeNull();
  });
});

describe("a segment that fails", () => {
  it.each([
    ["with a 503", { kind: "status", status: 503 }],
    ["by a reset", { kind: "resetBefore" }],
    ["by a page of an edge server", { kind: "htmlBody", status: 200 }],
  ] as const)("%s is repeated by itself while the others go on", async (_name, effect) => {
    world.server.addFault({ match: { operation: "append", segmentIndex: 1 }, effect });
    // The others are on their way for as long as the pause before the repeat.
    world.server.change({ bandwidthBitsPerSecond: 60_000_000 });
    let id = "";
    const waits = await waitsSeen(async () => {
      id = await world.addFile(video);
      await world.attachmentReaches(id, "ready");
    });
    expect(waits).toBe(0);
    const order = appends().map(({ segmentIndex }) => segmentIndex);
    expect(order.filter((index) => index === 1)).toHaveLength(2);
    expect(order.lastIndexOf(1)).toBeGreaterThan(4);
    expect(world.server.allMedia()).toMatchObject([{ sha256 }]);
    expect(order).toHaveLength(new Set(order).size + 1);
  });

  it("in silence is given up when many that left later are there", async () => {
    world.server.addFault({
      match: { operation: "append", segmentIndex: 0 },
      effect: { kind: "noAnswer" },
    });
    const id = await world.addFile(video);
    await world.attachmentReaches(id, "ready");
    expect(world.server.allMedia()).toMatchObject([{ sha256 }]);
  });

  it("for good stops the upload after the answers of the others, which are kept", async () => {
    world.server.addFault({
      match: { operation: "append", segmentIndex: 1 },
      effect: { kind: "status", status: 402, body: { title: "CreditsDepleted" } },
    });
    const held = world.server.hold({ operation: "append", segmentIndex: 0 });
    const id = await world.addFile(video);
    await held.reached;
    await world.server.waitForLog((entry) => entry.status === 402);
    expect(sessionOf(await getAttachment(id))?.acknowledged).toEqual([]);
    held.release();
    expect(await world.attachmentReaches(id, "failed")).toMatchObject({
      error: { code: "no-credits" },
      resume: { from: "upload", session: { acknowledged: [0] } },
    });
    expect(appends()).toHaveLength(2);
  });

  it("as too large has all begin anew with segments of half the size", async () => {
    world.server.change({ maxSegmentBytes: 300_000 });
    const id = await world.addFile(video);
    await world.attachmentReaches(id, "ready");
    const [refused, taken] = world.server.allMedia();
    expect(refused?.segments).toEqual({});
    expect(taken?.sha256).toBe(sha256);
    expect(Object.keys(taken?.segments ?? {})).toHaveLength(45);
  });
});

describe("the ranges of a session", () => {
  it("are those of the segments at X", async () => {
    const held = world.server.hold({ operation: "finalize" });
    const id = await world.addFile(video);
    await held.reached;
    const session = sessionOf(await getAttachment(id));
    const sizes = listSegments(session?.segmentEnds ?? []).map(
      ({ startByte, endByte }) => endByte - startByte,
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(video.byteLength);
    expect(session?.acknowledged).toEqual(sizes.map((_, index) => index));
    held.release();
    await world.attachmentReaches(id, "ready");
  });
});
