import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { padJpeg } from "../../pages/padded-jpeg";
import { paddedVideoChunks, padVideo } from "../../pages/padded-video";

const video = Uint8Array.from([0, 0, 0, 8, 0x66, 0x74, 0x79, 0x70]);
const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xda, 1, 2, 3, 0xff, 0xd9]);

describe("a padded video", () => {
  it("has the wanted size, and one box of the rest after the video", () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 200_000 }), (totalBytes) => {
        const padded = padVideo(video, totalBytes);
        expect(padded.length).toBe(totalBytes);
        expect(padded.subarray(0, 8)).toEqual(video);
        expect(new DataView(padded.buffer).getUint32(8)).toBe(totalBytes - 8);
        expect(Buffer.from(padded.subarray(12, 16)).toString()).toBe("free");
      }),
      { numRuns: 30 },
    );
  });

  it("repeats no block, so that a swapped or doubled segment shows", () => {
    const blocks = [...paddedVideoChunks(video, 1_000_000)].slice(2).map((chunk) => chunk.join());
    expect(new Set(blocks).size).toBe(blocks.length);
  });

  it("is the same in every run", () => {
    expect(padVideo(video, 100_000)).toEqual(padVideo(video, 100_000));
  });

  it("cannot be made when the box does not fit", () => {
    expect(() => padVideo(video, 15)).toThrow(RangeError);
  });
});

describe("a padded JPEG", () => {
  it("has the wanted size, and the picture behind whole comment segments", () => {
    fc.assert(
      fc.property(fc.integer({ min: 13, max: 300_000 }), (totalBytes) => {
        const padded = padJpeg(jpeg, totalBytes);
        expect(padded.length).toBe(totalBytes);
        const view = new DataView(padded.buffer);
        let offset = 2;
        while (view.getUint16(offset) === 0xfffe) {
          offset += 2 + view.getUint16(offset + 2);
        }
        expect(padded.subarray(offset)).toEqual(jpeg.subarray(2));
      }),
      { numRuns: 50, examples: [[9 + 65537 + 1], [9 + 65537], [9 + 65537 + 4]] },
    );
  });
});
