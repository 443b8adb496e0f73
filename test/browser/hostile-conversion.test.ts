import { setTimeout as delay } from "node:timers/promises";
import type { Locator } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { browserPid, readBytesByKind, sumOf } from "../bench/browser-processes";
import { buildDeflateTiff } from "../unit/media/build-tiff";
import { atOnceProcessing } from "../x-server/processing-clock";
import type { ComposerPage } from "./composer-page";
import { useExtensionWorld } from "./use-extension-world";
import {
  buildFilters,
  buildLaughs,
  buildLongAttribute,
  buildLongWidth,
  buildMasks,
  buildOverpainted,
} from "./media/hostile-drawings";
import { buildBranchingTiff } from "./media/hostile-media";
import { CODERS, lighthouse, MadeMedia } from "./media/made-media";
import { someOf } from "./some-of";

const world = useExtensionWorld({ settings: { processing: atOnceProcessing } });
const made = new MadeMedia();

afterAll(() => {
  made.remove();
  console.log(["", ...table, ""].join("\n"));
});

/** What a person is told of such a file. */
const ENDS = [
  "ready",
  "truncated-file",
  "conversion-unsupported",
  "conversion-failed",
  "unsupported-type",
  "streamed-video",
  "protected-video",
];

/** How long the popup may keep a person waiting for an answer, in milliseconds. */
const USABLE_WITHIN_MS = 3_000;

/** How each file has ended, the popup's slowest answer and the browser's growth, for a person to read. */
const table: string[] = [];

/** How soon a person is told, in milliseconds. */
const TOLD_WITHIN_MS = 15_000;

/** A video whose last tenth is zeros, as an interrupted download leaves it. */
function zeroTail(name: string): Uint8Array {
  made.make(name, [...lighthouse("scale=320:180"), ...CODERS.vp8]);
  const bytes = made.bytes(name);
  return bytes.fill(0, Math.floor(bytes.length * 0.9));
}

async function pid(): Promise<number> {
  const browser = world.browser.context.browser();
  if (browser === null) throw new Error("Playwright gave no browser for the profile.");
  const session = await browser.newBrowserCDPSession();
  const found = await browserPid(session);
  await session.detach();
  return found;
}

async function codeIn(failed: Locator): Promise<string> {
  return (await failed.getByRole("alert").getAttribute("data-code")) ?? "";
}

/** Asks the popup again and again until the end, and looks at the memory of all of the browser's processes. */
async function watchUntil(composer: ComposerPage, ending: Promise<void>) {
  const rootPid = await pid();
  const over = new AbortController();
  let slowestMs = 0;
  let mostBytes = 0;
  const watch = (async () => {
    while (!over.signal.aborted) {
      const beganAtMs = performance.now();
      await composer.page.evaluate(() => document.readyState);
      slowestMs = Math.max(slowestMs, Math.round(performance.now() - beganAtMs));
      mostBytes = Math.max(mostBytes, sumOf(readBytesByKind(rootPid)));
      await delay(100);
    }
  })();
  await ending.finally(() => over.abort());
  await watch;
  return { slowestMs, mostBytes };
}

async function capture(element: "image" | "video", name: string, bytes: Uint8Array) {
  world.gallery.offer(name, "application/octet-stream", Buffer.from(bytes));
  const { page, media } = await world.visit(`made-${element}`, `?file=${name}`);
  await world.tweet(page, media);
  return world.composerPopup();
}

const HOSTILE: readonly (readonly [string, "image" | "video", () => Uint8Array])[] = [
  ["tail.webm", "video", () => zeroTail("tail.webm")],
  ["tail.mkv", "video", () => zeroTail("tail.mkv")],
  ["branches.tiff", "image", buildBranchingTiff],
  ["bomb.tiff", "image", () => buildDeflateTiff(10, 10, 200_000_000)],
  ["laughs.svg", "image", buildLaughs],
  ["overpainted.svg", "image", buildOverpainted],
  ["masks.svg", "image", buildMasks],
  ["filters.svg", "image", buildFilters],
  ["width.svg", "image", buildLongWidth],
  ["attribute.m3u8", "video", buildLongAttribute],
];

describe("a file that is made to hang its reader", () => {
  it.each(someOf(HOSTILE, ([name]) => name, ["tail.webm"]))(
    "%s ends within 15 seconds, and the next one converts",
    async (...hostile) => {
      const [name, element, build] = hostile;
      const composer = await capture(element, name, build());
      const failed = composer.mediaIn("failed");
      const before = readBytesByKind(await pid());
      const { slowestMs, mostBytes } = await watchUntil(
        composer,
        composer.mediaIn("ready").or(failed).waitFor({ timeout: TOLD_WITHIN_MS }),
      );
      const code = (await failed.count()) === 0 ? "ready" : await codeIn(failed);
      const grownMb = Math.round((mostBytes - sumOf(before)) / 1e6);
      table.push(`${name.padEnd(16)} ${code.padEnd(22)} ${slowestMs} ms, ${grownMb} MB`);
      expect(ENDS).toContain(code);
      expect(slowestMs).toBeLessThan(USABLE_WITHIN_MS);
      expect(grownMb).toBeLessThan(700);
      await world.clear();
      const next = await capture("image", "next.tiff", buildDeflateTiff(100, 100, 10_000));
      await next.mediaIn("ready").waitFor({ timeout: TOLD_WITHIN_MS });
    },
  );
});
