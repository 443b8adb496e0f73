import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inspectMedia } from "../../../lib/media/inspect-media";
import { bytesInMemory } from "../../../lib/media/media-bytes";
import { stripMetadata } from "../../../lib/media/strip/strip-metadata";
import { padJpeg } from "../../pages/padded-jpeg";
import { paddedVideoChunks, padVideo } from "../../pages/padded-video";

const video = mediaBytes("lighthouse.mp4");
const jpeg = mediaBytes("harbor.jpg");

function mediaBytes(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(`../../pages/media/${name}`, import.meta.url)));
}

describe("a padded video", () => {
  it("has the wanted size, and nothing in it is hidden: all of it is picture and sound", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 90_000, max: 3_000_000 }), async (totalBytes) => {
        const padded = new Uint8Array(padVideo(video, totalBytes));
        expect(padded.length).toBe(totalBytes);
        expect(await stripMetadata(bytesInMemory(padded), "video/mp4")).toEqual({
          outcome: "clean",
        });
        const inspected = await inspectMedia(bytesInMemory(padded));
        expect(inspected.ok).toBe(true);
        // X would take it as it is: neither its rate nor its groups of frames are over a limit.
        expect(inspected).not.toHaveProperty("flaws");
      }),
      { numRuns: 15 },
    );
  });

  it("repeats no block, so that a swapped or doubled segment shows", () => {
    const blocks = [...paddedVideoChunks(video, 1_000_000)]
      .slice(6)
      .filter(({ length }) => length === 64 * 1024)
      .map((chunk) => chunk.join());
    expect(blocks.length).toBeGreaterThan(10);
    expect(new Set(blocks).size).toBe(blocks.length);
  });

  it("is the same in every run", () => {
    expect(padVideo(video, 100_000)).toEqual(padVideo(video, 100_000));
  });

  it("cannot be made when no frame more fits", () => {
    expect(() => padVideo(video, video.length + 100)).toThrow(RangeError);
  });
});

describe("a padded JPEG", () => {
  it("has the wanted size, and all of it is coded picture", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: jpeg.length, max: 900_000 }), async (totalBytes) => {
        const padded = new Uint8Array(padJpeg(jpeg, totalBytes));
        expect(padded.length).toBe(totalBytes);
        expect(await stripMetadata(bytesInMemory(padded), "image/jpeg")).toEqual({
          outcome: "clean",
        });
      }),
      { numRuns: 15 },
    );
  });
});
