import { VideoSample, type VideoSamplePixelFormat } from "mediabunny";
import { describe, expect, it } from "vitest";
import { prepareFrames } from "../../../lib/convert/prepare-frames";
import { scaleFrame } from "../../../lib/convert/scale-frame";

const BT709 = { primaries: "bt709", transfer: "bt709", matrix: "bt709", fullRange: false } as const;

function frameOf(format: VideoSamplePixelFormat, numbers: readonly number[], widthPx = 2) {
  const bytes = /P1[02]$/.test(format)
    ? new Uint8Array(Uint16Array.from(numbers).buffer)
    : Uint8Array.from(numbers);
  const size = { codedWidth: widthPx, codedHeight: 2 };
  return new VideoSample(bytes, {
    format,
    ...size,
    timestamp: 1.5,
    duration: 0.04,
    colorSpace: BT709,
  });
}

async function numbersOf(sample: VideoSample): Promise<number[]> {
  const bytes = new Uint8Array(sample.allocationSize());
  await sample.copyTo(bytes);
  return [...bytes];
}

const LIGHTNESS = [16, 50, 90, 235];

describe("a frame that is coded", () => {
  it.each<[VideoSamplePixelFormat, number[]]>([
    ["I444", [...LIGHTNESS, 40, 60, 200, 100, 128, 128, 20, 40]],
    ["I422", [...LIGHTNESS, 50, 150, 128, 30]],
    ["I444P10", [...LIGHTNESS, 40, 60, 200, 100, 128, 128, 20, 40].map((value) => 4 * value)],
    ["I422P12", [...LIGHTNESS, 50, 150, 128, 30].map((value) => 16 * value)],
  ])("has the mean of the colours that share a place: %s", async (format, numbers) => {
    const frame = frameOf(format, numbers);
    const prepared = await prepareFrames(null, false)(frame);
    expect(prepared.format).toBe("I420");
    expect(await numbersOf(prepared)).toEqual([...LIGHTNESS, 100, 79]);
    expect(prepared).toMatchObject({ timestamp: 1.5, duration: 0.04, colorSpace: BT709 });
  });

  it.each<[VideoSamplePixelFormat, number[]]>([
    ["I420", [...LIGHTNESS, 100, 79]],
    ["NV12", [...LIGHTNESS, 100, 79]],
    ["I420P10", [...LIGHTNESS, 100, 79].map((value) => 4 * value)],
  ])("stays as it is where its colours are a film's: %s", async (format, numbers) => {
    const frame = frameOf(format, numbers);
    expect(await prepareFrames(null, false)(frame)).toBe(frame);
  });

  it.each<[VideoSamplePixelFormat, number[]]>([
    ["NV12", [20, 40, 90, 100, 20, 40, 90, 100, 100, 79, 60, 51]],
    ["I420P10", [20, 40, 90, 100, 20, 40, 90, 100, 100, 60, 79, 51].map((value) => 4 * value)],
    ["I444", [20, 40, 90, 100, 20, 40, 90, 100, ...Array(8).fill(80), ...Array(8).fill(65)]],
  ])("keeps its colours as they are written down at another size: %s", async (format, numbers) => {
    const scaled = await scaleFrame(frameOf(format, numbers, 4), { widthPx: 2, heightPx: 2 });
    expect(await numbersOf(scaled)).toEqual([30, 95, 30, 95, 80, 65]);
    expect(scaled).toMatchObject({ format: "I420", timestamp: 1.5, colorSpace: BT709 });
  });
});
