import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requireExiftool, tellingTags, writeTags, writeTellingTags } from "./exiftool";
import { bytesToUpload } from "./strip-file";

const MEDIA = fileURLToPath(new URL("../../../pages/media", import.meta.url));
const TYPES = [".jpg", ".png", ".webp", ".gif", ".mp4", ".mov"];
const samples = readdirSync(MEDIA).filter((name) => TYPES.includes(extname(name)));

let folder = "";
beforeAll(() => {
  requireExiftool();
  folder = mkdtempSync(join(tmpdir(), "exiftool-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("what is uploaded, as ExifTool reads it", () => {
  it.each(samples)("(%s) tells nothing, whatever was written into it before", async (name) => {
    const tagged = join(folder, name);
    copyFileSync(join(MEDIA, name), tagged);
    writeTellingTags(tagged);
    expect(tellingTags(tagged).length).toBeGreaterThan(2);
    const uploaded = await bytesToUpload(new Uint8Array(readFileSync(tagged)));
    expect(uploaded).not.toBeNull();
    const clean = join(folder, `clean-${name}`);
    writeFileSync(clean, uploaded ?? "");
    expect(tellingTags(clean)).toEqual([]);
  });

  it("names a camera where there is one: the list of telling tags is no empty sieve", () => {
    const tagged = join(folder, "tagged.jpg");
    copyFileSync(join(MEDIA, "harbor.jpg"), tagged);
    writeTags(tagged, ["-Make=NIKON", "-GPSLatitude=51.5007"]);
    expect(tellingTags(tagged).join()).toContain("NIKON");
    expect(tellingTags(tagged).join()).toContain("GPSLatitude");
  });
});
