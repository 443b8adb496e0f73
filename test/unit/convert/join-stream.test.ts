import { readFileSync } from "node:fs";
import { BufferSource, EncodedPacketSink, Input, MP4 } from "mediabunny";
import { describe, expect, it } from "vitest";
import { joinStream } from "../../../lib/convert/join-stream";
import { toJobError } from "../../../lib/errors/job-error";
import { bytesInMemory } from "../../../lib/media/media-bytes";
import type { StreamRun } from "../../../lib/media/stream-run";
import { makeFilm } from "./make-film";

const media = (name: string) => readFileSync(new URL(`../../pages/media/${name}`, import.meta.url));

type Laid = Pick<StreamRun, "carries" | "clock" | "atMs" | "half"> & {
  readonly files: readonly string[];
  /** What stands behind the last one. */
  readonly behind?: string;
  /** Its parameter set is that of another coder: of the next level. */
  readonly isCodedOtherwise?: boolean;
  /** What has happened to its bytes. */
  readonly damage?: (bytes: Buffer) => Buffer;
};
const film = (clock: number, atMs: number, ...files: string[]): Laid => ({
  carries: "picture-and-sound",
  clock,
  atMs,
  files,
});
const sound = (clock: number, atMs: number, ...files: string[]): Laid => ({
  carries: "sound",
  clock,
  atMs,
  files,
});

const PACKET_BYTES = 188;

const packetsIn = (bytes: Buffer) =>
  Array.from({ length: bytes.length / PACKET_BYTES }, (_, index) =>
    bytes.subarray(index * PACKET_BYTES, (index + 1) * PACKET_BYTES),
  );

const isOf = (packet: Buffer, pid: number) => (packet.readUInt16BE(1) & 0x1fff) === pid;
const isStart = (packet: Buffer) => (packet.readUInt16BE(1) & 0x4000) !== 0;

/** Leaves the tables of MPEG-TS and the sound, and of the picture what follows its first frame. */
function withoutFirstFrame(bytes: Buffer): Buffer {
  let begun = 0;
  const left = packetsIn(bytes).filter((packet) => {
    if (!isOf(packet, 0x100)) return true;
    if (isStart(packet)) begun += 1;
    return begun > 1;
  });
  return Buffer.concat(left);
}

/** Puts something into the middle of a file, in place of some of its bytes. */
const replaced = (count: number, by: string | Buffer) => (bytes: Buffer) => {
  const at = PACKET_BYTES * Math.floor(bytes.length / PACKET_BYTES / 2) + 50;
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(by), bytes.subarray(at + count)]);
};

/** Moves one frame by half a second and more: some bits of its time are not what they were. */
function withBrokenTime(bytes: Buffer): Buffer {
  const broken = Buffer.from(bytes);
  const frames = packetsIn(broken).filter((packet) => isOf(packet, 0x100) && isStart(packet));
  const frame = frames[20];
  const time = frame?.indexOf("000001e0", 0, "hex") ?? 0;
  if (frame !== undefined) frame[time + 10] = (frame[time + 10] ?? 0) ^ 0x18;
  return broken;
}

/** Names another coding of the picture in the list of tracks. */
function withPictureOfType(streamType: number): (bytes: Buffer) => Buffer {
  return (bytes) => {
    const broken = Buffer.from(bytes);
    for (const packet of packetsIn(broken)) {
      const at = packet.indexOf("1be100", 0, "hex");
      if (isStart(packet) && !isOf(packet, 0x100) && at > 0) packet[at] = streamType;
    }
    return broken;
  };
}

/** Names a second program, of which there is nothing, in the list of programs. */
function withSecondProgram(bytes: Buffer): Buffer {
  const broken = Buffer.from(bytes);
  for (const packet of packetsIn(broken).filter((one) => isOf(one, 0))) {
    packet[7] = (packet[7] ?? 0) + 4;
    packet.set([0, 9, 0xe9, 0x99], 17);
  }
  return broken;
}

/** Joins runs of files, and reads what came out. */
async function join(...laid: readonly Laid[]) {
  const parts = laid.map(({ files, behind = "", isCodedOtherwise = false, damage }) => {
    const whole = Buffer.concat([...files.map(media), Buffer.from(behind)]);
    const bytes = damage?.(whole) ?? whole;
    if (isCodedOtherwise) bytes[bytes.indexOf("674d4015", 0, "hex") + 3] = 0x16;
    return bytes;
  });
  let at = 0;
  const runs = laid.map(({ carries, clock, atMs: startMs, half }, index): StreamRun => {
    const startByte = at;
    at += parts[index]?.length ?? 0;
    const run = { carries, clock, atMs: startMs, startByte, endByte: at };
    return half === undefined ? run : { ...run, half };
  });
  const whole = bytesInMemory(new Uint8Array(Buffer.concat(parts)));
  const film = await makeFilm(whole, (task) => joinStream(task, runs));
  const source = new BufferSource(film);
  const input = new Input({ source, formats: [MP4] });
  const [picture, voice] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()];
  return {
    frames: await timesOf(picture),
    sounds: await timesOf(voice),
    keys: await beginningsOf(picture),
  };
}

/** What key frames begin with: the length of the first unit, and the unit. */
async function beginningsOf(track: ConstructorParameters<typeof EncodedPacketSink>[0] | null) {
  const beginnings: string[] = [];
  if (track === null) return beginnings;
  for await (const { type, data } of new EncodedPacketSink(track).packets()) {
    if (type === "key") beginnings.push(Buffer.from(data.subarray(4, 8)).toString("hex"));
  }
  return beginnings;
}

async function timesOf(track: ConstructorParameters<typeof EncodedPacketSink>[0] | null) {
  if (track === null) return [];
  const times: number[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) times.push(packet.timestamp);
  return times.toSorted((a, b) => a - b);
}

/** The distances between frames, as far as they are not those of 15 frames a second. */
const gapsIn = (frames: readonly number[]) =>
  frames
    .slice(1)
    .map((time, index) => time - (frames[index] ?? 0))
    .filter((gap) => Math.abs(gap - 1 / 15) > 0.002);

describe("the pieces of a stream", () => {
  it.each<[string, readonly Laid[], number]>([
    [
      "of fragmented MP4",
      [film(0, 0, "stream/begin.mp4", "stream/piece0.m4s", "stream/piece1.m4s")],
      60,
    ],
    ["of MPEG-TS", [film(0, 0, "stream/packet0.m2t", "stream/packet1.m2t")], 60],
    [
      "with words behind",
      [{ ...film(0, 0, "stream/packet0.m2t", "stream/packet1.m2t"), behind: "not a packet" }],
      60,
    ],
    [
      "whose clock is set back in the middle of a file",
      [film(0, 0, ...["0", "1", "0", "1"].map((part) => `stream/packet${part}.m2t`))],
      120,
    ],
    ["whose clock starts anew", [film(0, 0, "apart/wrap0.m2t", "apart/wrap1.m2t")], 60],
    [
      "behind a discontinuity",
      [film(0, 0, "stream/packet1.m2t"), film(1, 2000, "stream/packet0.m2t", "stream/packet1.m2t")],
      90,
    ],
    [
      "of which an index names the first samples and fragments the rest",
      (["index", "fragments"] as const).map((half, clock) => ({
        ...film(clock, 0, "stream/hybrid.mp4"),
        half,
      })),
      60,
    ],
    [
      "whose sound is apart",
      [
        film(0, 0, "apart/begin0.mp4", "apart/piece0-1.m4s", "apart/piece0-2.m4s"),
        sound(0, 0, "apart/begin1.mp4", ...[1, 2, 3].map((at) => `apart/piece1-${at}.m4s`)),
      ],
      60,
    ],
  ])("%s become one film without a gap", async (_name, laid, frameCount) => {
    const { frames, sounds } = await join(...laid);
    expect(frames).toHaveLength(frameCount);
    expect(frames[0]).toBe(0);
    expect(gapsIn(frames)).toEqual([]);
    expect(sounds[0]).toBeLessThan(0.03);
    const seconds = frameCount / 15;
    expect(sounds.at(-1)).toBeGreaterThan(seconds - 0.15);
    expect(sounds.at(-1)).toBeLessThan(seconds);
  });

  it("from the middle begin with the picture: sound before it is left out", async () => {
    const { frames, sounds } = await join(
      film(0, 0, "apart/begin0.mp4", "apart/piece0-2.m4s"),
      sound(0, -2000, "apart/begin1.mp4", ...[1, 2, 3].map((at) => `apart/piece1-${at}.m4s`)),
    );
    expect(frames).toHaveLength(30);
    expect([frames[0], sounds[0]]).toEqual([0, expect.closeTo(0, 1)]);
    expect(sounds.at(-1)).toBeGreaterThan(1.85);
    expect(sounds.at(-1)).toBeLessThan(2.05);
  });

  it("that were recorded from between two key frames begin with the first key frame", async () => {
    const cut = {
      ...film(0, 0, "stream/packet0.m2t", "stream/packet1.m2t"),
      damage: withoutFirstFrame,
    };
    const { frames, sounds } = await join(cut);
    expect(frames).toHaveLength(30);
    expect([frames[0], sounds[0]]).toEqual([0, expect.closeTo(0, 1)]);
    expect(gapsIn(frames)).toEqual([]);
    expect(sounds.at(-1)).toBeGreaterThan(1.85);
    expect(sounds.at(-1)).toBeLessThan(2.05);
  });

  it.each<[string, (bytes: Buffer) => Buffer, number]>([
    ["in which a byte is missing", replaced(1, ""), 60],
    ["in which a byte is too many", replaced(0, "x"), 60],
    ["in which packets are zeros", replaced(5 * PACKET_BYTES, Buffer.alloc(5 * PACKET_BYTES)), 59],
    ["in which something else stands", replaced(0, "else".repeat(500)), 60],
    [
      "before which something else stands",
      (bytes) => Buffer.concat([Buffer.from("words"), bytes]),
      60,
    ],
    ["of which a frame's time is broken", withBrokenTime, 60],
    ["that name another program", withSecondProgram, 60],
  ])("%s are what is left of them", async (_name, damage, frameCount) => {
    const packets = film(0, 0, "stream/packet0.m2t", "stream/packet1.m2t");
    const { frames, sounds } = await join({ ...packets, damage });
    expect(frames.length).toBeGreaterThanOrEqual(frameCount);
    expect(Math.max(...gapsIn(frames), 0)).toBeLessThan(0.3);
    expect(frames.at(-1)).toBeCloseTo(59 / 15, 1);
    expect(sounds.at(-1)).toBeCloseTo(3.9, 0);
  });

  it("that another coder has made between have their parameter sets before their key frames, as all then do", async () => {
    const own = film(0, 0, "stream/begin.mp4", "stream/piece0.m4s");
    const other = { ...own, clock: 1, atMs: 2000, isCodedOtherwise: true };
    const alike = await join(own, { ...own, clock: 1, atMs: 2000 });
    expect(alike.keys.some((unit) => unit.startsWith("67"))).toBe(false);
    const { keys, frames } = await join(own, other, { ...own, clock: 2, atMs: 4000 });
    expect(frames).toHaveLength(90);
    const third = keys.length / 3;
    expect(keys).toEqual(
      ["674d4015", "674d4016", "674d4015"].flatMap((unit) => Array(third).fill(unit)),
    );
  });

  it.each<[string, readonly Laid[], string]>([
    [
      "of another size",
      [film(0, 0, "stream/packet0.m2t"), film(1, 2000, "lighthouse.mp4")],
      "conversion-unsupported",
    ],
    ["that are none", [film(0, 0, "harbor.jpg")], "truncated-file"],
    [
      "whose picture is coded as nothing here reads",
      [{ ...film(0, 0, "stream/packet0.m2t"), damage: withPictureOfType(2) }],
      "conversion-unsupported",
    ],
    [
      "of which nothing but the tables is what it was",
      [
        {
          ...film(0, 0, "stream/packet0.m2t"),
          damage: (bytes) => Buffer.concat([bytes.subarray(0, 600), bytes.subarray(600).fill("G")]),
        },
      ],
      "truncated-file",
    ],
    [
      "without a picture",
      [sound(0, 0, "apart/begin1.mp4", "apart/piece1-1.m4s")],
      "unsupported-type",
    ],
  ])("%s are an error with a name", async (_name, laid, code) => {
    const failure: unknown = await join(...laid).catch((error: unknown) => error);
    expect(toJobError(failure, "conversion").code).toBe(code);
  });
});
