import { afterAll, beforeAll, expect, it } from "vitest";
import { startUnwatchedWorld, type UnwatchedWorld } from "./unwatched-world";

const BYTES = 3_400_000;
const QUERY = `?bytes=${BYTES}`;

/** Each is longer than the 30 s that Chromium lets an idle worker live. `npm run endurance` takes minutes. */
const UPLOAD_LASTS_MS = 36_000;
const PROCESSING_LASTS_MS = 34_000;

let world: UnwatchedWorld;

beforeAll(async () => {
  world = await startUnwatchedWorld();
});

afterAll(async () => {
  await world.close();
});

it(
  "an upload and a processing of more than 30 s each, without a debugger, end as one post",
  { timeout: 170_000 },
  async () => {
    const { x, gallery } = world;
    x.change({
      bandwidthBitsPerSecond: (BYTES * 8 * 1000) / UPLOAD_LASTS_MS,
      processing: [
        {
          state: "in_progress",
          lastsMs: PROCESSING_LASTS_MS,
          checkAfterSecs: PROCESSING_LASTS_MS / 1000 + 1,
          progressPercent: 40,
        },
        { state: "succeeded", progressPercent: 100 },
      ],
    });
    await world.postLargeVideo(QUERY, "Nobody looks on", 150_000);
    expect(x.posts.map((post) => post.body)).toMatchObject([{ text: "Nobody looks on" }]);
    expect(x.allMedia()).toMatchObject([{ sha256: gallery.sha256Of(`/large/video.mp4${QUERY}`) }]);
    expect(x.log.filter((entry) => entry.early)).toEqual([]);

    const began = x.log.find(({ operation }) => operation === "append");
    const ended = x.log.find(({ operation }) => operation === "finalize");
    const polled = x.log.find(({ operation }) => operation === "status");
    const between = (from = began, to = ended) => (to?.atMs ?? 0) - (from?.atMs ?? Infinity);
    expect(between(began, ended)).toBeGreaterThan(UPLOAD_LASTS_MS * 0.95);
    expect(between(ended, polled)).toBeGreaterThan(PROCESSING_LASTS_MS);
  },
);
