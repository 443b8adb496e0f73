import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requireExiftool, tellingTags, writeTellingTags } from "../unit/media/strip/exiftool";
import { atOnceProcessing } from "../x-server/processing-clock";
import { useExtensionWorld } from "./use-extension-world";
import { someOf } from "./some-of";

/** A folder of other files, which are taken as they are; some may be refused. */
const OTHERS = process.env["TWEET_SAMPLES"];
const MEDIA = OTHERS ?? fileURLToPath(new URL("../pages/media", import.meta.url));
const FILMS = new Set([".mp4", ".mov", ".webm", ".ts"]);
const WRITABLE = [".jpg", ".png", ".webp", ".gif", ".mp4", ".mov"];
const CONVERTED = [".svg", ".tif", ".heic", ".avif", ".jxl", ".webm", ".ts"];
const TAKEN = new Set(OTHERS === undefined ? WRITABLE : [...WRITABLE, ...CONVERTED]);
const samples = readdirSync(MEDIA).filter((name) => TAKEN.has(extname(name)));
const chosen =
  OTHERS === undefined ? someOf(samples, String, ["harbor.jpg", "lighthouse.mp4"]) : samples;

const world = useExtensionWorld({ settings: { processing: atOnceProcessing } });
let folder = "";

beforeAll(() => {
  requireExiftool();
  folder = mkdtempSync(join(tmpdir(), "hidden-data-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("a file that tells where, when, by whom and with what it was made", () => {
  it.each(chosen)("(%s) tells none of it at X", async (name) => {
    const tagged = join(folder, name);
    writeFileSync(tagged, readFileSync(join(MEDIA, name)));
    if (OTHERS === undefined) {
      writeTellingTags(tagged);
      expect(tellingTags(tagged).length).toBeGreaterThan(2);
    }
    world.gallery.offer(name, "application/octet-stream", readFileSync(tagged));
    const element = FILMS.has(extname(name)) ? "video" : "image";
    const { page, media } = await world.visit(`made-${element}`, `?file=${name}`);
    await world.tweet(page, media);
    const composer = await world.composerPopup();
    const ready = composer.mediaIn("ready");
    const ended = OTHERS === undefined ? ready : ready.or(composer.mediaIn("failed"));
    await ended.waitFor({ timeout: 50_000 });
    const [received] = world.x.allMedia();
    if (OTHERS !== undefined) console.log(`${name}: ${received?.mediaType ?? "refused"}`);
    if (OTHERS !== undefined && received === undefined) return;
    const arrived = join(folder, `arrived-${name}`);
    writeFileSync(arrived, received?.bytes() ?? "");
    expect(received?.bytes()?.length).toBeGreaterThan(0);
    expect(tellingTags(arrived)).toEqual([]);
  });
});
