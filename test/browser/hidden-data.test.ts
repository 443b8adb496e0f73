import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requireExiftool, tellingTags, writeTellingTags } from "../unit/media/strip/exiftool";
import { atOnceProcessing } from "../x-server/processing-clock";
import { useExtensionWorld } from "./use-extension-world";
import { someOf } from "./some-of";

const MEDIA = fileURLToPath(new URL("../pages/media", import.meta.url));
const FILMS = new Set([".mp4", ".mov"]);
const WRITABLE = new Set([".jpg", ".png", ".webp", ".gif", ...FILMS]);
const samples = readdirSync(MEDIA).filter((name) => WRITABLE.has(extname(name)));

const world = useExtensionWorld({ x: { processing: atOnceProcessing } });
let folder = "";

beforeAll(() => {
  requireExiftool();
  folder = mkdtempSync(join(tmpdir(), "hidden-data-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("a file that tells where, when, by whom and with what it was made", () => {
  it.each(someOf(samples, String, ["harbor.jpg", "lighthouse.mp4"]))(
    "(%s) tells none of it at X",
    async (name) => {
      const tagged = join(folder, name);
      writeFileSync(tagged, readFileSync(join(MEDIA, name)));
      writeTellingTags(tagged);
      expect(tellingTags(tagged).length).toBeGreaterThan(2);
      world.gallery.offer(name, "application/octet-stream", readFileSync(tagged));
      const element = FILMS.has(extname(name)) ? "video" : "image";
      const { page, media } = await world.visit(`made-${element}`, `?file=${name}`);
      await world.tweet(page, media);
      const composer = await world.composerPopup();
      await composer.mediaIn("ready").waitFor({ timeout: 50_000 });
      const [received] = world.x.allMedia();
      const arrived = join(folder, `arrived-${name}`);
      writeFileSync(arrived, received?.bytes() ?? "");
      expect(received?.bytes()?.length).toBeGreaterThan(0);
      expect(tellingTags(arrived)).toEqual([]);
    },
  );
});
