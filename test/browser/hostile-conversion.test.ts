import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildDeflateTiff, buildTiff } from "../unit/media/build-tiff";
import { atOnceProcessing } from "../x-server/processing-clock";
import { type ExtensionWorld, startExtensionWorld } from "./extension-world";
import { CODERS, lighthouse, MadeMedia } from "./media/made-media";

let world: ExtensionWorld;
const made = new MadeMedia();

beforeAll(async () => {
  world = await startExtensionWorld({ x: { processing: atOnceProcessing } });
  await world.signIn();
});

afterAll(async () => {
  await world.close();
  made.remove();
});

beforeEach(async () => {
  await world.clear();
});

/** How soon a person is told, in milliseconds. */
const TOLD_WITHIN_MS = 15_000;

/** A video whose last tenth is zeros, as an interrupted download leaves it. */
function zeroTail(name: string): Uint8Array {
  made.make(name, [...lighthouse("scale=320:180"), ...CODERS.vp8]);
  const bytes = made.bytes(name);
  return bytes.fill(0, Math.floor(bytes.length * 0.9));
}

const branches = () =>
  buildTiff([
    [256, 4, [1]],
    [257, 4, [1]],
    ...Array.from({ length: 40 }, () => [0x8769, 4, [8]] as const),
  ]);

async function capture(element: "image" | "video", name: string, bytes: Uint8Array) {
  world.gallery.offer(name, "application/octet-stream", Buffer.from(bytes));
  const { page, media } = await world.visit(`made-${element}`, `?file=${name}`);
  await world.tweet(page, media);
  return world.composerPopup();
}

const HOSTILE: readonly (readonly [string, "image" | "video", () => Uint8Array])[] = [
  ["tail.webm", "video", () => zeroTail("tail.webm")],
  ["tail.mkv", "video", () => zeroTail("tail.mkv")],
  ["branches.tiff", "image", branches],
  ["bomb.tiff", "image", () => buildDeflateTiff(10, 10, 200_000_000)],
];

describe("a file that is made to hang its reader", () => {
  it.each(HOSTILE)("%s ends within 15 seconds, and the next one converts", async (...hostile) => {
    const [name, element, build] = hostile;
    const composer = await capture(element, name, build());
    const failed = composer.mediaIn("failed");
    await composer.mediaIn("ready").or(failed).waitFor({ timeout: TOLD_WITHIN_MS });
    if (element === "image") {
      const code = await failed.getByRole("alert").getAttribute("data-code");
      expect(["truncated-file", "conversion-unsupported"]).toContain(code);
    }
    await world.clear();
    const next = await capture("image", "next.tiff", buildDeflateTiff(100, 100, 10_000));
    await next.mediaIn("ready").waitFor({ timeout: TOLD_WITHIN_MS });
  });
});
