import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { editText, publishPost } from "../../../lib/commands/draft-commands";
import { getAttachment } from "../../../lib/store/attachment-store";
import { updateAttachment } from "../../../lib/store/update-attachment";
import { buildJpeg } from "../media/build-jpeg";
import { buildMp4 } from "../media/build-mp4";
import { readAllBytes } from "../store/read-all-bytes";
import { type JobWorld, startJobWorld } from "./job-world";

const QUICK = [
  { state: "pending", lastsMs: 20, checkAfterSecs: 0.02 },
  { state: "in_progress", lastsMs: 20, checkAfterSecs: 0.02 },
  { state: "succeeded", progressPercent: 100 },
] as const;
const AT_ONCE = [{ state: "succeeded", progressPercent: 100 }] as const;

let world: JobWorld;
/** What was at X when a drawing was begun. */
let begun: string[][];
/** What the hidden page does. */
let draw: (id: string) => Promise<void>;

const picture = new TextEncoder().encode("picture");

async function drawAtOnce(id: string): Promise<void> {
  const attachment = await getAttachment(id);
  const mediaId = attachment?.state === "processing" ? attachment.session.mediaId : null;
  const event = {
    type: "thumbnail-drawn",
    thumbnail: picture,
    ...(mediaId && { mediaId }),
  } as const;
  await updateAttachment(id, event, Date.now());
}

/** A page that is still at it until it is told. */
function openDrawing() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  draw = () => ended;
  return { end };
}

beforeEach(async () => {
  begun = [];
  draw = drawAtOnce;
  world = await startJobWorld(
    { processing: QUICK },
    {
      drawFilm(id) {
        begun.push(world.server.log.map(({ operation }) => operation));
        return draw(id);
      },
    },
  );
});

afterEach(async () => {
  await world.close();
});

async function publish(id: string): Promise<string> {
  const control = { runner: world.runner, now: Date.now };
  const postId = (await getAttachment(id))?.postId ?? "";
  await editText(postId, "The sea", control);
  await publishPost(postId, control);
  return postId;
}

async function isFreed(id: string): Promise<void> {
  await expect.poll(() => readAllBytes(id), { interval: 5 }).toBeNull();
}

describe("the picture of a video that is posted while it goes up", () => {
  it("is drawn once, after the last byte has gone, and the bytes go then", async () => {
    const id = await world.addFile(buildMp4());
    await world.postReaches(await publish(id), "posted");
    await isFreed(id);
    expect((await getAttachment(id))?.thumbnail).toEqual(picture);
    expect(begun).toHaveLength(1);
    expect(begun[0]?.at(-1)).toBe("finalize");
  });

  it("keeps the bytes until it is there, and nothing else: the post goes out meanwhile", async () => {
    world.server.change({ processing: AT_ONCE });
    const drawing = openDrawing();
    const id = await world.addFile(buildMp4());
    await world.postReaches(await publish(id), "posted");
    await expect.poll(() => begun.length).toBe(1);
    // An alarm rings in the middle of it.
    await world.runner.resumeAll();
    expect(await readAllBytes(id)).not.toBeNull();
    drawing.end();
    await isFreed(id);
    expect(begun).toHaveLength(1);
  });

  it("fails nothing where it cannot be drawn, and is not tried again in the worker's life", async () => {
    draw = () => Promise.reject(new Error("No page"));
    const id = await world.addFile(buildMp4());
    await world.postReaches(await publish(id), "posted");
    await isFreed(id);
    expect(world.crashes.splice(0)).toEqual([new Error("No page")]);
    expect(begun).toHaveLength(1);
    expect((await getAttachment(id))?.thumbnail).toBeNull();
  });

  it("is drawn after a death of the worker, also of a post that is out by then", async () => {
    world.server.change({ processing: AT_ONCE });
    openDrawing();
    const id = await world.addFile(buildMp4());
    await world.postReaches(await publish(id), "posted");
    await expect.poll(() => begun.length).toBe(1);
    draw = drawAtOnce;
    await world.startRunner().resumeAll();
    await isFreed(id);
    expect((await getAttachment(id))?.thumbnail).toEqual(picture);
  });

  it("is given up where it has taken the worker along twice", async () => {
    world.server.change({ processing: AT_ONCE });
    openDrawing();
    const id = await world.addFile(buildMp4());
    await world.postReaches(await publish(id), "posted");
    await world.startRunner().resumeAll();
    await expect.poll(() => begun.length).toBe(2);
    await world.startRunner().resumeAll();
    await isFreed(id);
    expect(begun).toHaveLength(2);
  });

  it("is not asked of the hidden page for an image", async () => {
    const id = await world.addFile(buildJpeg());
    await world.postReaches(await publish(id), "posted");
    await isFreed(id);
    expect(begun).toEqual([]);
  });
});
