import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildJpeg } from "../build-jpeg";
import { buildPng } from "../build-png";
import { buildExtendedWebp } from "../build-webp";
import { joinBytes } from "../join-bytes";
import {
  hideInFilm,
  hideInGif,
  hideInJpeg,
  hideInPng,
  hideInWebp,
  insertAt,
  type HidingFile,
  MARKER,
} from "./hiding-places";
import { bytesToUpload } from "./strip-file";

type Bytes = Uint8Array<ArrayBuffer>;

const RUNS = 1000;

function sample(...names: readonly string[]): Bytes {
  const parts = names.map((name) =>
    readFileSync(new URL(`../../../pages/media/${name}`, import.meta.url)),
  );
  return new Uint8Array(Buffer.concat(parts));
}

const FILES: readonly (readonly [name: string, file: HidingFile])[] = [
  ["a JPEG", hideInJpeg(sample("harbor.jpg"))],
  ["a progressive JPEG", hideInJpeg(buildJpeg({ progressive: true }))],
  ["a PNG", hideInPng(buildPng())],
  ["a moving PNG", hideInPng(buildPng({ frames: 3 }))],
  ["a PNG of several data chunks", hideInPng(sample("dunes.png"))],
  ["a WEBP", hideInWebp(buildExtendedWebp())],
  ["a moving WEBP", hideInWebp(buildExtendedWebp({ animated: true }))],
  ["a GIF", hideInGif(sample("waves.gif"))],
  ["an MP4", hideInFilm(sample("lighthouse.mp4"))],
  ["a MOV", hideInFilm(sample("meadow.mov"))],
  [
    "a fragmented MP4",
    hideInFilm(sample("stream/begin.mp4", "stream/piece0.m4s", "stream/piece1.m4s")),
  ],
];

/** In a GIF a comma begins a frame: what follows is coded data then, however it came there. */
const anyStray = fc
  .uint8Array({ maxLength: 9 })
  .filter((bytes) => !bytes.includes(0x2c))
  .map((bytes) => Uint8Array.from(bytes));

const holds = (bytes: Bytes, text: string) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(text, 0, "latin1");

/** The coded picture and sound of a film. */
function mediaOf(film: Bytes): Buffer {
  const buffer = Buffer.from(film);
  const parts: Buffer[] = [];
  for (let at = 0; at + 8 <= buffer.length;) {
    const end = at + (buffer.readUInt32BE(at) || buffer.length - at);
    if (buffer.toString("latin1", at + 4, at + 8) === "mdat")
      parts.push(buffer.subarray(at + 8, end));
    at = end;
  }
  return Buffer.concat(parts);
}

describe.each(FILES)("what is hidden in %s", (name, file) => {
  const isFilm = name.includes("MP4") || name.includes("MOV");
  const looksOf = (bytes: Bytes) => (isFilm ? mediaOf(bytes) : Buffer.from(bytes));

  it("has nothing to hide in before", async () => {
    const clean = await bytesToUpload(file.bytes);
    expect(clean !== null && Buffer.compare(clean, file.bytes)).toBe(0);
  });

  it("at any border, in any place that its format has, is not uploaded, and nothing else changes", async () => {
    let cleaned = 0;
    for (const at of file.borders) {
      for (const place of [...file.places, ...(file.partly ?? [])]) {
        const uploaded = await bytesToUpload(file.insert(at, place));
        if (uploaded === null) continue;
        cleaned += 1;
        expect(holds(uploaded, MARKER)).toBe(false);
        if (file.partly?.includes(place) === true) continue;
        expect(Buffer.compare(looksOf(uploaded), looksOf(file.bytes))).toBe(0);
      }
    }
    // At most borders the file stays one that X takes.
    expect(cleaned).toBeGreaterThan((file.borders.length * file.places.length) / 3);
  });

  it("is not uploaded whatever the length beside it says, and whatever stands around it", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...file.borders.filter((at) => at !== file.codedEnd)),
        fc.constantFrom(...file.places, ...(file.partly ?? [])),
        fc.oneof(
          fc.record({ kind: fc.constant("stray" as const), bytes: anyStray }),
          fc.record({ kind: fc.constant("sign" as const), bytes: fc.constantFrom(...file.signs) }),
          fc.record({
            kind: fc.constant("length" as const),
            at: fc.nat(7),
            value: fc.nat(255),
          }),
        ),
        fc.boolean(),
        async (at, place, change, isPlain) => {
          let added: Bytes;
          if (change.kind === "length") {
            added = place.slice();
            added[change.at] = change.value;
          } else {
            added = joinBytes(change.bytes, place, change.bytes);
          }
          const uploaded = await bytesToUpload(
            isPlain ? insertAt(file.bytes, at, added) : file.insert(at, added),
          );
          return uploaded === null || !holds(uploaded, MARKER);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

it("words behind any sign that a JPEG has are not uploaded, an even number of them or not", async () => {
  const file = hideInJpeg(buildJpeg({ progressive: true }));
  for (let marker = 1; marker < 255; marker++) {
    for (const words of [MARKER, `${MARKER} `]) {
      const segment = joinBytes([0xff, marker, 0, words.length + 2], words);
      const uploaded = await bytesToUpload(insertAt(file.bytes, 2, segment));
      expect([marker, uploaded !== null && holds(uploaded, MARKER)]).toEqual([marker, false]);
    }
  }
});
